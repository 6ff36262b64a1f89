package dev.diver.deployer.partitioned;

import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.KernelCommandLine;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlans;
import dev.diver.core.partition.QemuMachine;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.qemu.GuestCode;
import dev.diver.qemu.KeepMemory;
import dev.diver.qemu.KeptMemory;
import dev.diver.qemu.LinuxSymbols;
import dev.diver.qemu.NetFiles;
import dev.diver.qemu.ProcessorModel;
import dev.diver.qemu.QemuArguments;
import dev.diver.qemu.QemuGuest;
import dev.diver.qemu.QemuHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Decides one dive: from net, kernels, partition plan and options to QEMU's argv. Starts nothing, writes nothing. */
final class PartitionedVmPlanner {
    /**
     * Quiet, because Linux is only the servant here; what goes wrong with it is still heard on its own console. The same
     * addresses in each run, because an emulator translates a program anew for each address that it lies at. And no tests of
     * its ciphers, which take a sixth of its start.
     */
    static final String LINUX = "console=ttyS0 quiet loglevel=4 cryptomgr.notests panic=-1 norandmaps";

    /** Where nobody chooses another place for it. */
    private static final String FIXED = "nokaslr";

    private static final MemoryRange LINUX_ITSELF =
            new MemoryRange(PartitionChecker.LINUX_START, PartitionChecker.LINUX_IMAGE);

    private final DiveRequest request;
    private final PartitionedVmOptions options;
    private final QemuHost host;
    private final Path prepared;
    private final List<String> notes = new ArrayList<>();

    PartitionedVmPlanner(DiveRequest request, PartitionedVmOptions options, QemuHost host, Path prepared) {
        this.request = request;
        this.options = options;
        this.host = host;
        this.prepared = prepared;
    }

    PartitionedVmPlan plan() {
        requireHosted();
        var folder = request.folder()
                .orElseGet(() -> new RunFolder("RUN", Path.of("RUN-DIRECTORY"), Path.of("RUN-SOCKETS")));
        var plan = partition();
        var image = GuestImage.of(request, plan, options, prepared);
        var machine = QemuMachine.of(plan, folder.memory());
        var region = plan.parts().getFirst().memory().getFirst();
        var window = machine.place(region.start()).orElseThrow();
        var accelerator = host.accelerator(options.accelerator());
        host.doubt(options.accelerator())
                .ifPresent(why -> notes.add("kvm was measured on this host and does not work: " + why + "."));
        var line = String.join(
                " ",
                List.of(
                                LINUX,
                                KernelCommandLine.of(plan).text(),
                                request.stopped() && staysInPlace(region) ? FIXED : "",
                                options.kernelArgs())
                        .stream()
                        .filter(part -> !part.isBlank())
                        .toList());
        var initrd = folder.runtime().resolve("initrd");
        var argv = new QemuArguments();
        argv.program(host.launcher(), host.qemu());
        argv.option("-name", QemuArguments.escaped(request.net().name()));
        argv.flags("-nodefaults", "-no-user-config");
        argv.option("-display", "none");
        argv.option("-action", QemuGuest.ACTION);
        argv.option("-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny");
        argv.option("-accel", accelerator);
        argv.option("-cpu", ProcessorModel.usual(accelerator));
        argv.flags(machine.options().toArray(String[]::new));
        argv.option("-kernel", image.linux().toString());
        argv.option("-initrd", initrd.toString());
        argv.option("-append", line);
        if (request.stopped()) {
            argv.flags("-S");
            notes.add(QemuGuest.STANDS_STILL);
        }
        var code = new SharedCode(request, plan, options.onCokernel()).of(image, linuxSymbols(image, region));
        var guest = channels(folder, argv, accelerator, code, plan);
        return new PartitionedVmPlan(
                guest,
                image,
                initrd,
                window,
                stream(folder),
                plan.machine().memory().bytes(),
                line,
                List.copyOf(notes),
                accelerator,
                List.of(
                        "Linux " + plan.linux().processors().size() + " cpu",
                        "co-kernel 1 cpu, " + region.size(),
                        "of " + plan.machine().memory()));
    }

    private void requireHosted() {
        if (request.kernel().manifest().boot().stream().noneMatch(boot -> boot.protocol() == BootProtocol.HOSTED)) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    request.kernel().manifest().reference() + " cannot run beside Linux.",
                    "It boots a machine of its own; a co-kernel is started by Linux.",
                    "Choose a co-kernel: diver search --mode partitioned-vm.");
        }
    }

    private PartitionPlan partition() {
        var plan = options.plan()
                .map(file -> PartitionFiles.read(NetFiles.inside(
                        request.net(),
                        file,
                        "Write it: diver plan new " + request.net().directory().resolve(file))))
                .orElseGet(() -> PartitionPlans.usual(options.cpus(), options.memory()));
        var report =
                PartitionChecker.check(plan, OptionalInt.of(Runtime.getRuntime().availableProcessors()));
        report.requireOk(options.plan().orElse("The partition"));
        report.of(Conflict.Severity.WARNING).forEach(warning -> notes.add(warning.text()));
        var part =
                plan.parts().size() == 1 ? Optional.of(plan.parts().getFirst()) : Optional.<PartitionPlan.Part>empty();
        if (part.isEmpty() || part.get().memory().size() != 1) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    "This partition plan cannot be used for a virtual machine yet.",
                    "It has " + plan.parts().size() + " specialized parts"
                            + part.map(one -> " with " + one.memory().size() + " ranges of memory")
                                    .orElse("")
                            + "; one part with one range is what this Diver starts.",
                    "Leave one part with one range in it.");
        }
        requirePlaceForLinux(part.get().memory().getFirst());
        if (part.get().processors().size() > 1) {
            notes.add("The co-kernel uses one of its " + part.get().processors().size()
                    + " processors: programs with threads are not served yet.");
        }
        return plan;
    }

    /** That Linux lies where it was built for, which only then is known. */
    private boolean staysInPlace(MemoryRange region) {
        return isFixed() || !region.overlaps(LINUX_ITSELF);
    }

    private boolean isFixed() {
        return List.of(options.kernelArgs().split(" +")).contains(FIXED);
    }

    private Optional<SymbolFile> linuxSymbols(GuestImage image, MemoryRange region) {
        if (!request.stopped() && !isFixed()) {
            return Optional.empty();
        }
        if (!staysInPlace(region)) {
            notes.add("A debugger shows Linux by addresses: the co-kernel's region is where it was built for, and so it"
                    + " lies elsewhere, at each start in another place.");
            return Optional.empty();
        }
        var found =
                LinuxSymbols.of(image.linux(), request.options(), request.net().directory());
        found.note().ifPresent(notes::add);
        return found.symbols();
    }

    /** Linux looks for a place outside of the region, unless it is told to stay where it was built for. */
    private void requirePlaceForLinux(MemoryRange region) {
        var itself = LINUX_ITSELF;
        if (isFixed() && region.overlaps(itself)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "Linux and the co-kernel would lie in the same memory.",
                    "With \"nokaslr\" in kernel-args Linux stays at " + itself + ", and the co-kernel's region is "
                            + region + ".",
                    "Leave nokaslr out, or begin the region at " + MemoryRange.address(itself.end()) + " or above.");
        }
    }

    /** Where the proxy's stream of statistics comes from; absent where they are read in memory. */
    private Optional<Path> stream(RunFolder folder) {
        return Optional.of(folder.runtime().resolve("calls"))
                .filter(path -> options.transport() == PartitionedVmOptions.Transport.STREAM);
    }

    private QemuGuest channels(
            RunFolder folder, QemuArguments argv, String accelerator, GuestCode code, PartitionPlan plan) {
        var qmp = folder.runtime().resolve("qmp");
        argv.option("-chardev", socket("qmp", qmp));
        argv.option("-mon", "chardev=qmp,mode=control");
        argv.option("-device", "virtio-serial-pci");
        var consoles = List.of(
                console(folder, "program", "console.log"),
                console(folder, "linux", "console-linux.log"),
                console(folder, "cokernel", "console-cokernel.log"));
        consoles.forEach(console -> argv.option("-chardev", socket(console.name(), console.socket())));
        argv.option("-device", "virtconsole,chardev=program");
        var stream = stream(folder);
        if (stream.isPresent()) {
            argv.option("-chardev", socket("calls", stream.get()));
            argv.option("-device", "virtserialport,chardev=calls,nr=" + GuestImage.STATISTICS_PORT);
        }
        argv.option("-serial", "chardev:linux");
        argv.option("-serial", "chardev:cokernel");
        var channel = folder.runtime().resolve("channel");
        argv.option("-chardev", socket("channel", channel));
        argv.option("-device", "isa-serial,chardev=channel,index=2");
        var exit = request.kernel().manifest().exit();
        var status = folder.runtime().resolve("status");
        argv.option("-chardev", socket("status", status));
        argv.option(
                "-device",
                "isa-debugcon,chardev=status,iobase=" + exit.statusPort().orElseThrow());
        argv.option("-device", "isa-debug-exit,iosize=4,iobase=" + exit.port().orElseThrow());
        argv.option("-device", "pvpanic");
        var resets = Optional.<Path>empty();
        var file = folder.runtime().resolve("resets");
        if (accelerator.equals("tcg") && file.toString().indexOf('%') < 0) {
            resets = Optional.of(file);
            argv.option("-d", "cpu_reset");
            argv.option("-D", file.toString());
        }
        return new QemuGuest(
                request,
                argv.words(),
                consoles,
                qmp,
                status,
                resets,
                Optional.of(channel),
                List.of(),
                folder.runtime().resolve("gdb"),
                code,
                kept(plan),
                false);
    }

    /** The co-kernel's part, whose processors come first in any case. */
    private Optional<KeptMemory> kept(PartitionPlan plan) {
        var part = plan.parts().getFirst();
        var region = part.memory().getFirst();
        var its = part.processors().numbers();
        return switch (options.keepMemory()) {
            case AUTO ->
                Optional.of(new KeptMemory(Optional.of(region), its)).filter(kept -> KeepMemory.AUTO.of(region.size()));
            case ALWAYS ->
                Optional.of(new KeptMemory(
                        Optional.empty(),
                        Stream.concat(
                                        its.stream(),
                                        IntStream.range(0, plan.machine().processors())
                                                .boxed())
                                .distinct()
                                .toList()));
            case NEVER -> Optional.empty();
        };
    }

    private static QemuGuest.ConsoleSocket console(RunFolder folder, String name, String log) {
        // Linux alone looks at the keyboard; the program's console is a virtio one.
        var signals = QemuGuest.ConsoleSocket.signals(!name.equals("program"), name.equals("linux"));
        return new QemuGuest.ConsoleSocket(
                name, folder.runtime().resolve("con-" + name), folder.data().resolve(log), name, signals);
    }

    private static String socket(String id, Path path) {
        return "socket,id=" + id + ",path=" + QemuArguments.escaped(path.toString());
    }
}
