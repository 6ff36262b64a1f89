package dev.diver.deployer.vm;

import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.kernel.ConsoleDevice;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifest.Boot;
import dev.diver.core.kernel.Wrapper;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.qemu.KeptMemory;
import dev.diver.qemu.ProcessorModel;
import dev.diver.qemu.QemuArguments;
import dev.diver.qemu.QemuGuest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides one dive: from net, kernel and options to QEMU's argv. Starts nothing, writes nothing. */
final class VmPlanner {
    private static final MemorySize USUAL_MEMORY = MemorySize.mebibytes(128);

    private final DiveRequest request;
    private final KernelManifest kernel;
    private final VmOptions options;
    private final HostFacts host;
    private final PlanDraft draft = new PlanDraft();
    private final QemuArguments argv = draft.argv();

    VmPlanner(DiveRequest request, VmOptions options, HostFacts host) {
        this.request = request;
        this.options = options;
        this.host = host;
        kernel = request.kernel().manifest();
    }

    VmPlan plan() {
        var folder = request.folder()
                .orElseGet(() -> new RunFolder("RUN", Path.of("RUN-DIRECTORY"), Path.of("RUN-SOCKETS")));
        var boot = boot();
        var accelerator = host.accelerator(options.accelerator());
        host.doubt(options.accelerator())
                .ifPresent(why -> draft.notes().add("kvm was measured on this host and does not work: " + why + "."));
        var memory = memory(boot);
        var machine = machine(boot);
        if (options.cpus() > boot.cpus()) {
            draft.notes()
                    .add(kernel.reference() + " uses at most " + boot.cpus() + " of the " + options.cpus()
                            + " processors.");
        }

        argv.program(host.launcher(), host.qemu());
        argv.option("-name", QemuArguments.escaped(request.net().name()));
        argv.flags("-nodefaults", "-no-user-config");
        argv.option("-display", "none");
        argv.option("-action", QemuGuest.ACTION);
        sandbox();
        argv.option("-machine", machine + ",accel=" + accelerator + machineSuffix(machine));
        argv.option("-cpu", cpu(boot, accelerator));
        argv.option("-smp", String.valueOf(options.cpus()));
        argv.option("-m", String.valueOf((memory.bytes() + (1 << 20) - 1) >> 20));
        options.firmware()
                .ifPresent(file -> argv.option(
                        "-bios",
                        BootFiles.chosen(request.net(), file, "Put it there.").toString()));

        var qmp = folder.runtime().resolve("qmp");
        argv.option("-chardev", "socket,id=qmp,path=" + QemuArguments.escaped(qmp.toString()));
        argv.option("-mon", "chardev=qmp,mode=control");
        var channels = new MachineChannels(request, options, draft);
        var sockets = channels.consoles(folder, machine);
        var channel = channels.channel(folder);
        var stub = channels.stub(folder);
        var status = channels.exit(folder, boot);
        var devices = new MachineDevices(request, options, host, argv);
        devices.add(boot, machine);
        new KernelLoading(request, host, devices, draft)
                .add(boot, folder, options.kernelArgs(), channel.map(socket -> MachineChannels.CHANNEL));
        var resets = channels.resets(folder, accelerator);
        pinning();
        if (request.stopped()) {
            argv.flags("-S");
            draft.notes().add(QemuGuest.STANDS_STILL);
        }
        var code = new MachineCode(request).of(boot, options.cpus(), draft.notes());
        return new VmPlan(
                new QemuGuest(
                        request,
                        argv.words(),
                        sockets,
                        qmp,
                        status,
                        resets,
                        channel,
                        options.pinning(),
                        stub,
                        code,
                        options.keepMemory().of(memory)
                                ? Optional.of(KeptMemory.whole(options.cpus()))
                                : Optional.empty(),
                        options.stub() == VmOptions.Stub.SERIAL),
                List.copyOf(draft.kernelLines()),
                List.copyOf(draft.preparations()),
                List.copyOf(draft.notes()),
                accelerator,
                List.of(options.cpus() + (options.cpus() == 1 ? " cpu" : " cpus"), memory.toString(), machine));
    }

    private void pinning() {
        host.requireProcessors(options.pinning());
        for (var i = 0; i < options.pinning().size(); i++) {
            draft.notes()
                    .add("Processor " + i + " of the guest is bound to the host's processor "
                            + options.pinning().get(i) + ".");
        }
    }

    private Boot boot() {
        return kernel.boot().stream()
                .filter(VmPlanner::isPossible)
                .filter(boot -> options.machine().isEmpty()
                        || boot.machines().isEmpty()
                        || boot.machines().contains(options.machine().get()))
                .findFirst()
                .or(() -> kernel.boot().stream().filter(VmPlanner::isPossible).findFirst())
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        kernel.reference() + " cannot be booted in a virtual machine.",
                        "It boots by "
                                + kernel.boot().stream()
                                        .map(boot -> boot.protocol().name().toLowerCase(java.util.Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "Choose another kernel or mode."));
    }

    private static boolean isPossible(Boot boot) {
        return switch (boot.protocol()) {
            case LINUX_BZIMAGE, MULTIBOOT1, PVH, BIOS_DISK, ISO -> true;
            // QEMU has no multiboot2 loader; GRUB has.
            case MULTIBOOT2 -> boot.wrapper() == Wrapper.GRUB_ISO;
            case TENDER, HOSTED -> false;
        };
    }

    private MemorySize memory(Boot boot) {
        var least = boot.memory();
        var chosen = options.memory()
                .orElseGet(() -> least.filter(need -> need.bytes() > USUAL_MEMORY.bytes())
                        .orElse(USUAL_MEMORY));
        if (least.isPresent() && chosen.bytes() < least.get().bytes()) {
            // It would hang without a word, or say something that nobody understands.
            throw new DiverException(
                    Problem.Kind.INVALID,
                    kernel.reference() + " cannot run in " + chosen + " of memory.",
                    "It needs at least " + least.get() + ".",
                    "Give it that much: memory = \"" + least.get() + "\" in [dive.vm], or --set memory=" + least.get()
                            + ".");
        }
        return chosen;
    }

    private String machine(Boot boot) {
        var chosen = options.machine()
                .orElseGet(
                        () -> boot.machines().isEmpty() ? "pc" : boot.machines().getFirst());
        if (!boot.machines().isEmpty() && !boot.machines().contains(chosen)) {
            draft.notes()
                    .add(kernel.reference() + " was not seen on the machine " + chosen + ", only on "
                            + String.join(", ", boot.machines()) + ".");
        }
        return chosen;
    }

    private String machineSuffix(String machine) {
        if (machine.equals("microvm")) {
            // With ACPI, Linux waits for devices that TCG's microvm does not have.
            return ",acpi=off,rtc=on";
        }
        // The BIOS then talks to the serial port, and with it a kernel that talks through the BIOS.
        return kernel.console().device() == ConsoleDevice.VGA ? ",graphics=off" : "";
    }

    private String cpu(Boot boot, String accelerator) {
        return options.cpu().orElseGet(() -> {
            if (!boot.cpu().isEmpty()) {
                return boot.cpu();
            }
            return ProcessorModel.usual(accelerator);
        });
    }

    private void sandbox() {
        if (options.passthrough().isEmpty()) {
            argv.option("-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny");
        } else {
            // vfio pins memory and raises its limit for that.
            argv.option("-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny");
        }
    }
}
