package dev.diver.deployer.vm;

import dev.diver.core.disk.DiskImage;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.ArgumentChannel;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.Device;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifest.Boot;
import dev.diver.core.kernel.Role;
import dev.diver.core.kernel.Wrapper;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.qemu.InitialRamFileSystem;
import dev.diver.qemu.NetFiles;
import dev.diver.qemu.ProgramFiles;
import dev.diver.qemu.QemuArguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the kernel, its modules and command lines get into the machine. */
final class KernelLoading {
    private final DiveRequest request;
    private final KernelManifest kernel;
    private final HostFacts host;
    private final BootFiles files;
    private final CommandLine lines;
    private final MachineDevices devices;
    private final PlanDraft draft;
    private final QemuArguments argv;

    KernelLoading(DiveRequest request, HostFacts host, MachineDevices devices, PlanDraft draft) {
        this.request = request;
        this.host = host;
        this.devices = devices;
        this.draft = draft;
        kernel = request.kernel().manifest();
        files = new BootFiles(request);
        lines = new CommandLine(request);
        argv = draft.argv();
    }

    /**
     * @param kernelArgs what the person adds to the kernel's command line
     * @param channel the device that our init listens on
     */
    void add(Boot boot, RunFolder folder, String kernelArgs, Optional<String> channel) {
        var line = takesCommandLine(boot, kernel.args().channel())
                ? lines.kernel(boot, kernelArgs)
                : lines.none(kernelArgs);
        var image = wrapped(boot, line);
        var modules = boot.wrapper() == Wrapper.GRUB_ISO ? List.<String>of() : modules(boot, folder);
        if (boot.wrapper() == Wrapper.GRUB_ISO || boot.protocol() == BootProtocol.ISO) {
            argv.option(
                    "-drive",
                    "if=none,id=boot,format=raw,readonly=on,media=cdrom,file="
                            + QemuArguments.escaped(image.toString()));
            argv.option("-device", "ide-cd,drive=boot,bootindex=0");
        } else if (boot.protocol() == BootProtocol.BIOS_DISK) {
            var bootDisk = bootDisk(image, line, folder);
            devices.drive("boot", bootDisk.file(), bootDisk.format(), true, false);
            // The BIOS reads either; the kernel then needs the driver that it has.
            var disk = boot.devices().contains(Device.VIRTIO_BLK) ? "virtio-blk-pci" : "ide-hd";
            argv.option("-device", disk + ",drive=boot,bootindex=0");
        } else {
            argv.option("-kernel", image.toString());
            if (!line.isEmpty()) {
                argv.option("-append", line);
            }
            if (kernel.app().model() == AppModel.INITRD_ELF) {
                argv.option("-initrd", initrd(folder, channel).toString());
            } else if (!modules.isEmpty()) {
                argv.option("-initrd", String.join(",", modules));
            }
        }
        if (!line.isEmpty()) {
            draft.kernelLines().add(line);
        }
    }

    /** A disk or an ISO brings its own boot loader, which nobody can tell anything unless it looks at the disk itself. */
    private static boolean takesCommandLine(Boot boot, ArgumentChannel channel) {
        return switch (boot.protocol()) {
            case BIOS_DISK -> channel == ArgumentChannel.DISK_OFFSET;
            case ISO -> false;
            case LINUX_BZIMAGE, MULTIBOOT1, MULTIBOOT2, PVH, TENDER, HOSTED -> true;
        };
    }

    private DiskImage bootDisk(Path image, String line, RunFolder folder) {
        var disk = kernel.artifact(Role.IMAGE)
                .filter(artifact -> request.kernel().file(artifact.path()).equals(image))
                .map(artifact -> files.disk(artifact.path()))
                // Unpacked from gzip: raw, whatever it is.
                .orElse(new DiskImage(image, "raw", 0));
        if (line.isEmpty()) {
            // What the image itself holds is what its maker meant it to do.
            return disk;
        }
        CommandLineOverlay.require(kernel.reference(), disk, line);
        var over = folder.runtime().resolve("boot.qcow2");
        draft.preparations().add(new Preparation.CommandLineDisk(over, disk, line));
        return new DiskImage(over, "qcow2", disk.size());
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
            var link = folder.runtime().resolve("module" + draft.preparations().size());
            draft.preparations().add(new Preparation.Link(link, file));
            file = link;
        }
        return QemuArguments.escaped(line.isEmpty() ? file.toString() : file + " " + line);
    }

    private String moduleLine(KernelManifest.BootModule module) {
        var line = lines.module(module);
        if (!line.isEmpty()) {
            draft.kernelLines().add(module.path() + ": " + line);
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
                draft.preparations().add(new Preparation.WrappedImage(file, image, boot.wrapper()));
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
        draft.preparations().add(made);
        return made.file();
    }

    private Path initrd(RunFolder folder, Optional<String> channel) {
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
        var program = files.program();
        var argv = new ArrayList<String>();
        // As a shell would: some programs are several, and look at the name by which they were called.
        argv.add(program.getFileName().toString());
        argv.addAll(request.args());
        var net = request.net();
        draft.preparations()
                .add(new Preparation.Initrd(
                        file,
                        new InitialRamFileSystem(
                                init,
                                program,
                                ProgramFiles.of(program),
                                NetFiles.files(net),
                                Map.of(
                                        "argv",
                                        argv,
                                        "env",
                                        NetFiles.environment(net),
                                        "outputs",
                                        net.outputs(),
                                        "channel",
                                        channel.stream().toList()))));
        return file;
    }
}
