package dev.diver.deployer.vm;

import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.ConsoleDevice;
import dev.diver.core.kernel.Device;
import dev.diver.core.kernel.ExitDecode;
import dev.diver.core.kernel.ExitMode;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifest.Boot;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.qemu.QemuArguments;
import dev.diver.qemu.QemuGuest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways in which a machine talks to Diver: consoles, exit status, outputs, and why it was reset. */
final class MachineChannels {
    /** What Linux calls the port of {@link #channel}. */
    static final String CHANNEL = "/dev/ttyS1";

    private final DiveRequest request;
    private final KernelManifest kernel;
    private final VmOptions options;
    private final PlanDraft draft;
    private final QemuArguments argv;

    MachineChannels(DiveRequest request, VmOptions options, PlanDraft draft) {
        this.request = request;
        this.options = options;
        this.draft = draft;
        kernel = request.kernel().manifest();
        argv = draft.argv();
    }

    /** The main console first. */
    List<QemuGuest.ConsoleSocket> consoles(RunFolder folder, String machine) {
        var wanted = options.consoles().isEmpty() ? List.of(usualConsole()) : options.consoles();
        if (!wanted.getFirst().equals(usualConsole())) {
            draft.notes()
                    .add(kernel.reference() + " talks on its " + usualConsole() + " console, and the main one is a "
                            + wanted.getFirst() + " one now.");
        }
        if (kernel.console().device() == ConsoleDevice.VGA) {
            draft.notes()
                    .add(kernel.reference()
                            + " talks on a screen, which a dive does not have; only what the BIOS passes on"
                            + " is heard.");
        }
        var sockets = new ArrayList<QemuGuest.ConsoleSocket>();
        if (wanted.contains("virtio")) {
            argv.option("-device", machine.equals("microvm") ? "virtio-serial-device" : "virtio-serial-pci");
        }
        for (var i = 0; i < wanted.size(); i++) {
            var number = i;
            var kind = wanted.get(i);
            var same = wanted.subList(0, i).stream().filter(kind::equals).count();
            var name = same == 0 ? kind : kind + (same + 1);
            var socket = folder.runtime().resolve("con" + number);
            argv.option("-chardev", "socket,id=con" + number + ",path=" + QemuArguments.escaped(socket.toString()));
            if (kind.equals("serial")) {
                argv.option("-serial", "chardev:con" + number);
            } else {
                argv.option("-device", "virtconsole,chardev=con" + number);
            }
            var log = number == 0 ? "console.log" : "console-" + name + ".log";
            // A microvm has no keyboard (docs/system/i386/microvm.rst).
            var signals = QemuGuest.ConsoleSocket.signals(kind.equals("serial"), !machine.equals("microvm"));
            sockets.add(new QemuGuest.ConsoleSocket(name, socket, folder.data().resolve(log), "con" + number, signals));
        }
        return sockets;
    }

    private String usualConsole() {
        return kernel.console().device() == ConsoleDevice.VIRTIO ? "virtio" : "serial";
    }

    /**
     * The socket of the port that our init listens on, and that files come back through; empty where the guest has no such
     * init.
     */
    Optional<Path> channel(RunFolder folder) {
        var wantsOutputs = !request.net().outputs().isEmpty();
        if (kernel.app().model() != AppModel.INITRD_ELF) {
            if (wantsOutputs) {
                draft.notes().add(kernel.reference() + " has no way to bring files back; app.outputs is not used.");
            }
            return Optional.empty();
        }
        if (options.consoles().stream().filter("serial"::equals).count() > 1) {
            if (wantsOutputs) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        "Two serial consoles and app.outputs do not go together.",
                        "The second serial port is the way that outputs take.",
                        "Make the second console a virtio one.");
            }
            draft.notes().add("The second serial port is a console, so a polite stop does not reach the program.");
            return Optional.empty();
        }
        if (options.stub() == VmOptions.Stub.SERIAL) {
            if (wantsOutputs) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        "A stub on the second serial port and app.outputs do not go together.",
                        "The second serial port is the way that outputs take.",
                        "Leave app.outputs out, or debug with QEMU's own stub.");
            }
            draft.notes().add("The second serial port is the stub's, so a polite stop does not reach the program.");
            return Optional.empty();
        }
        var channel = folder.runtime().resolve("channel");
        argv.option("-chardev", "socket,id=channel,path=" + QemuArguments.escaped(channel.toString()));
        argv.option("-device", "isa-serial,chardev=channel,index=1");
        return Optional.of(channel);
    }

    /** Where a debugger is to connect; the kernel's own stub talks through its second serial port, for which QEMU listens. */
    Path stub(RunFolder folder) {
        var stub = folder.runtime().resolve("gdb");
        if (options.stub() == VmOptions.Stub.SERIAL) {
            if (request.stopped()) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        "A kernel's own stub cannot be reached before the kernel runs.",
                        "stub = \"serial2\" is set, and the machine would stand still at its first instruction.",
                        "Start it as usual and attach while it runs, or debug with QEMU's stub: --set stub=qemu.");
            }
            argv.option("-chardev", "socket,id=gdb,server=on,wait=off,path=" + QemuArguments.escaped(stub.toString()));
            argv.option("-device", "isa-serial,chardev=gdb,index=1");
        }
        return stub;
    }

    /** The socket that the guest's status bytes come from. */
    Path exit(RunFolder folder, Boot boot) {
        var status = folder.runtime().resolve("status");
        var exit = kernel.exit();
        if (exit.decode() == ExitDecode.STATUS_PORT) {
            argv.option("-chardev", "socket,id=status,path=" + QemuArguments.escaped(status.toString()));
            argv.option(
                    "-device",
                    "isa-debugcon,chardev=status,iobase=" + exit.statusPort().orElseThrow());
        }
        if (exit.mode() == ExitMode.ISA_DEBUG_EXIT || boot.devices().contains(Device.ISA_DEBUG_EXIT)) {
            // 0x501 is the device's own default.
            argv.option(
                    "-device", "isa-debug-exit,iosize=4,iobase=" + exit.port().orElse(0x501));
        }
        return status;
    }

    /** TCG says "Triple fault" where the machine is reset because of one (QEMU's target/i386); KVM does not tell. */
    Optional<Path> resets(RunFolder folder, String accelerator) {
        var file = folder.runtime().resolve("resets");
        // In this path and in no other, QEMU takes % for the beginning of %d.
        if (!accelerator.equals("tcg") || file.toString().indexOf('%') >= 0) {
            return Optional.empty();
        }
        argv.option("-d", "cpu_reset");
        argv.option("-D", file.toString());
        return Optional.of(file);
    }
}
