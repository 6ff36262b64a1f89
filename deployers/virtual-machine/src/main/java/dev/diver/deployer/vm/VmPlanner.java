package dev.diver.deployer.vm;

import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.ConsoleDevice;
import dev.diver.core.kernel.Device;
import dev.diver.core.kernel.ExitDecode;
import dev.diver.core.kernel.ExitMode;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifest.Boot;
import dev.diver.core.kernel.Role;
import dev.diver.core.kernel.Wrapper;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final BootFiles files;
    private final CommandLine lines;
    private final List<Preparation> preparations = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> kernelLines = new ArrayList<>();
    private final QemuArguments argv = new QemuArguments();

    VmPlanner(DiveRequest request, VmOptions options, HostFacts host) {
        this.request = request;
        this.options = options;
        this.host = host;
        kernel = request.kernel().manifest();
        files = new BootFiles(request);
        lines = new CommandLine(request);
    }

    VmPlan plan() {
        var folder = request.folder()
                .orElseGet(() -> new RunFolder("RUN", Path.of("RUN-DIRECTORY"), Path.of("RUN-SOCKETS")));
        var boot = boot();
        var accelerator = host.accelerator(options.accelerator());
        host.doubt(options.accelerator())
                .ifPresent(why -> notes.add("kvm was measured on this host and does not work: " + why + "."));
        var memory = memory(boot);
        var machine = machine(boot);
        if (options.cpus() > boot.cpus()) {
            notes.add(
                    kernel.reference() + " uses at most " + boot.cpus() + " of the " + options.cpus() + " processors.");
        }

        argv.program(host.launcher(), host.qemu());
        argv.option("-name", QemuArguments.escaped(request.net().name()));
        argv.flags("-nodefaults", "-no-user-config");
        argv.option("-display", "none");
        argv.flags("-no-reboot");
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
        var sockets = consoles(folder, machine);
        var outputs = outputs(folder);
        var status = exit(folder, boot);
        devices(boot, machine);
        boot(boot, folder);
        var resets = resets(folder, accelerator);
        pinning();
        return new VmPlan(
                request,
                argv.words(),
                kernelLines,
                preparations,
                notes,
                accelerator,
                List.of(options.cpus() + (options.cpus() == 1 ? " cpu" : " cpus"), memory.toString(), machine),
                sockets,
                qmp,
                status,
                resets,
                outputs,
                options.pinning());
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
            notes.add(kernel.reference() + " asks for at least " + least.get() + " of memory; it gets " + chosen + ".");
        }
        return chosen;
    }

    private String machine(Boot boot) {
        var chosen = options.machine()
                .orElseGet(
                        () -> boot.machines().isEmpty() ? "pc" : boot.machines().getFirst());
        if (!boot.machines().isEmpty() && !boot.machines().contains(chosen)) {
            notes.add(kernel.reference() + " was not seen on the machine " + chosen + ", only on "
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
            return accelerator.equals("kvm") ? "host" : "max";
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

    private List<VmPlan.ConsoleSocket> consoles(RunFolder folder, String machine) {
        var wanted = options.consoles().isEmpty() ? List.of(usualConsole()) : options.consoles();
        if (!wanted.getFirst().equals(usualConsole())) {
            notes.add(kernel.reference() + " talks on its " + usualConsole() + " console, and the main one is a "
                    + wanted.getFirst() + " one now.");
        }
        if (kernel.console().device() == ConsoleDevice.VGA) {
            notes.add(kernel.reference()
                    + " talks on a screen, which a dive does not have; only what the BIOS passes on" + " is heard.");
        }
        var sockets = new ArrayList<VmPlan.ConsoleSocket>();
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
            sockets.add(new VmPlan.ConsoleSocket(name, socket, folder.data().resolve(log)));
        }
        return sockets;
    }

    private String usualConsole() {
        return kernel.console().device() == ConsoleDevice.VIRTIO ? "virtio" : "serial";
    }

    private Optional<Path> outputs(RunFolder folder) {
        if (request.net().outputs().isEmpty()) {
            return Optional.empty();
        }
        var serials = options.consoles().stream().filter("serial"::equals).count();
        if (kernel.app().model() != AppModel.INITRD_ELF) {
            notes.add(kernel.reference() + " has no way to bring files back; app.outputs is not used.");
            return Optional.empty();
        }
        if (serials > 1) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "Two serial consoles and app.outputs do not go together.",
                    "The second serial port is the way that outputs take.",
                    "Make the second console a virtio one.");
        }
        var stream = folder.runtime().resolve("outputs");
        argv.option("-chardev", "socket,id=outputs,path=" + QemuArguments.escaped(stream.toString()));
        argv.option("-device", "isa-serial,chardev=outputs,index=1");
        return Optional.of(stream);
    }

    private Path exit(RunFolder folder, Boot boot) {
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
    private Optional<Path> resets(RunFolder folder, String accelerator) {
        var file = folder.runtime().resolve("resets");
        // In this path and in no other, QEMU takes % for the beginning of %d.
        if (!accelerator.equals("tcg") || file.toString().indexOf('%') >= 0) {
            return Optional.empty();
        }
        argv.option("-d", "cpu_reset");
        argv.option("-D", file.toString());
        return Optional.of(file);
    }

    private void devices(Boot boot, String machine) {
        var bus = machine.equals("microvm") ? "-device" : "-pci";
        for (var device : boot.devices()) {
            switch (device) {
                case VIRTIO_RNG -> argv.option("-device", "virtio-rng" + bus);
                // Those come with an image, a network or a console.
                case ISA_DEBUG_EXIT, VIRTIO_BLK, VIRTIO_NET, VIRTIO_SERIAL -> {}
            }
        }
        for (var i = 0; i < options.disks().size(); i++) {
            var disk = options.disks().get(i);
            var file = BootFiles.chosen(request.net(), disk.file(), "Make it with qemu-img create.");
            drive("disk" + i, file, disk.format(), disk.snapshot(), disk.readOnly());
            argv.option("-device", "virtio-blk" + bus + ",drive=disk" + i);
        }
        var network = "virtio-net" + bus + ",netdev=net0";
        switch (options.network()) {
            case "user" -> {
                var forwards = options.ports().stream()
                        .map(port -> ",hostfwd=tcp:127.0.0.1:" + port.host() + "-:" + port.guest())
                        .collect(Collectors.joining());
                argv.option("-netdev", "user,id=net0" + forwards);
                argv.option("-device", network);
            }
            case "tap" -> {
                host.requireInterface(options.tap());
                argv.option("-netdev", "tap,id=net0,script=no,downscript=no,ifname=" + options.tap());
                argv.option("-device", network);
            }
            default -> {}
        }
        options.passthrough().forEach(address -> {
            host.requireVfio(address);
            argv.option("-device", "vfio-pci,host=" + address);
        });
    }

    private void pinning() {
        host.requireProcessors(options.pinning());
        for (var i = 0; i < options.pinning().size(); i++) {
            notes.add("Processor " + i + " of the guest is bound to the host's processor "
                    + options.pinning().get(i) + ".");
        }
    }

    private void drive(String id, Path file, String format, boolean snapshot, boolean readOnly) {
        argv.option(
                "-drive",
                "if=none,id=" + id + ",format=" + format + ",file=" + QemuArguments.escaped(file.toString())
                        + (snapshot && !readOnly ? ",snapshot=on" : "") + (readOnly ? ",readonly=on" : ""));
    }

    private void boot(Boot boot, RunFolder folder) {
        var line = takesCommandLine(boot) ? lines.kernel(boot, options.kernelArgs()) : lines.none(options.kernelArgs());
        var image = wrapped(boot, line);
        var modules = boot.wrapper() == Wrapper.GRUB_ISO ? List.<String>of() : modules(boot, folder);
        if (boot.wrapper() == Wrapper.GRUB_ISO || boot.protocol() == BootProtocol.ISO) {
            argv.option(
                    "-drive",
                    "if=none,id=boot,format=raw,readonly=on,media=cdrom,file="
                            + QemuArguments.escaped(image.toString()));
            argv.option("-device", "ide-cd,drive=boot,bootindex=0");
        } else if (boot.protocol() == BootProtocol.BIOS_DISK) {
            drive("boot", image, diskFormat(), true, false);
            // The BIOS reads either; the kernel then needs the driver that it has.
            var disk = boot.devices().contains(Device.VIRTIO_BLK) ? "virtio-blk-pci" : "ide-hd";
            argv.option("-device", disk + ",drive=boot,bootindex=0");
        } else {
            argv.option("-kernel", image.toString());
            if (!line.isEmpty()) {
                argv.option("-append", line);
            }
            if (kernel.app().model() == AppModel.INITRD_ELF) {
                argv.option("-initrd", initrd(folder).toString());
            } else if (!modules.isEmpty()) {
                argv.option("-initrd", String.join(",", modules));
            }
        }
        if (!line.isEmpty()) {
            kernelLines.add(line);
        }
    }

    /** A disk or an ISO brings its own boot loader, which nobody can tell anything. */
    private static boolean takesCommandLine(Boot boot) {
        return switch (boot.protocol()) {
            case BIOS_DISK, ISO -> false;
            case LINUX_BZIMAGE, MULTIBOOT1, MULTIBOOT2, PVH, TENDER, HOSTED -> true;
        };
    }

    private String diskFormat() {
        return kernel.artifact(Role.IMAGE)
                .map(KernelManifest.Artifact::format)
                .filter("qcow2"::equals)
                .orElse("raw");
    }

    /** What {@code -initrd} gets: QEMU's multiboot loader takes a list, the others one file, taken as it is written. */
    private List<String> modules(Boot boot, RunFolder folder) {
        if (boot.protocol() == BootProtocol.MULTIBOOT1) {
            return boot.modules().stream()
                    .map(module -> multibootModule(module, folder))
                    .toList();
        }
        if (boot.modules().size() > 1) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    kernel.reference() + " cannot be booted in a virtual machine.",
                    "It has " + boot.modules().size() + " boot modules, and QEMU hands over one by this protocol.",
                    "Tell its publisher to wrap it as a GRUB ISO.");
        }
        return boot.modules().stream()
                .map(module -> files.module(module).toString())
                .toList();
    }

    private String multibootModule(KernelManifest.BootModule module, RunFolder folder) {
        var line = moduleLine(module);
        var file = files.module(module);
        if (file.toString().indexOf(' ') >= 0) {
            // The loader takes all behind the first space for the module's command line (QEMU's hw/i386/multiboot.c).
            var link = folder.runtime().resolve("module" + preparations.size());
            preparations.add(new Preparation.Link(link, file));
            file = link;
        }
        return QemuArguments.escaped(line.isEmpty() ? file.toString() : file + " " + line);
    }

    private String moduleLine(KernelManifest.BootModule module) {
        var line = lines.module(module);
        if (!line.isEmpty()) {
            kernelLines.add(module.path() + ": " + line);
        }
        return line;
    }

    private Path wrapped(Boot boot, String line) {
        var image = files.image();
        return switch (boot.wrapper()) {
            case NONE -> image;
            case ELF32, GUNZIP -> {
                host.requireWrapper(boot.wrapper());
                var file = host.prepared(boot.wrapper(), List.of(image), "");
                preparations.add(new Preparation.WrappedImage(file, image, boot.wrapper()));
                yield file;
            }
            case GRUB_ISO -> iso(boot, image, line);
        };
    }

    private Path iso(Boot boot, Path image, String line) {
        host.requireWrapper(boot.wrapper());
        var modules = new ArrayList<Preparation.Loaded>();
        boot.modules().forEach(module -> modules.add(new Preparation.Loaded(files.module(module), moduleLine(module))));
        var sources = new ArrayList<Path>(List.of(image));
        modules.forEach(module -> sources.add(module.file()));
        var directive = boot.protocol() == BootProtocol.MULTIBOOT2 ? "multiboot2" : "multiboot";
        var made = new Preparation.GrubIso(
                host.prepared(boot.wrapper(), sources, directive + line + modules),
                directive,
                new Preparation.Loaded(image, line),
                modules);
        preparations.add(made);
        return made.file();
    }

    private Path initrd(RunFolder folder) {
        var init = kernel.artifacts().stream()
                .filter(artifact ->
                        artifact.role() == Role.BOOT && artifact.path().endsWith("/init"))
                .findFirst()
                .map(artifact -> request.kernel().file(artifact.path()))
                .filter(Files::isRegularFile)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        kernel.reference() + " has no init.",
                        "Its package has no file boot/init.",
                        "Tell its publisher."));
        var file = folder.runtime().resolve("initrd");
        preparations.add(
                new Preparation.InitialRamFileSystem(file, init, files.program(), request.net(), request.args()));
        request.net().files().values().forEach(path -> BootFiles.inside(request.net(), path, "Put it there."));
        return file;
    }
}
