package dev.diver.deployer.partitioned;

import dev.diver.cokernel.CokernelLauncher;
import dev.diver.cokernel.CokernelMark;
import dev.diver.cokernel.GposModule;
import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.Role;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.qemu.InitialRamFileSystem;
import dev.diver.qemu.NetFiles;
import dev.diver.qemu.ProgramFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What the guest's Linux starts from: init, the module, the proxy, the co-kernel, the program and what that needs.
 *
 * @param program the net's, checked to be one for this machine
 * @param launcher the command that runs the program on the co-kernel, without its arguments; empty where Linux runs it
 */
record GuestImage(
        DiveRequest request,
        Path linux,
        Path init,
        Path proxy,
        Path cokernel,
        GposModule module,
        Path program,
        Map<String, Path> libraries,
        PartitionPlan plan,
        List<String> launcher) {
    /** Where the program talks: fast, and without the kernels' own words. */
    static final String CONSOLE = "/dev/hvc0";

    /** Init's, the third serial port; the first is Linux's, the second the co-kernel's. */
    static final String CHANNEL = "/dev/ttyS2";

    /** The virtio port with the number {@link #STATISTICS_PORT}. */
    static final String STATISTICS = "/dev/vport0p2";

    static final int STATISTICS_PORT = 2;
    static final int COKERNEL_PORT = 0x2f8;

    /** Where QEMU has it if not told otherwise (QEMU's hw/misc/pvpanic-isa.c). */
    private static final int PANIC_PORT = 0x505;

    /** What Linux boots in with nothing but init, proxy and co-kernel; measured, and told by PartitionChecker too. */
    private static final MemorySize LINUX_ITSELF = MemorySize.mebibytes(80);

    /** In the order in which they need each other. */
    private static final List<String> MODULES = List.of(
            "virtio_ring", "virtio", "virtio_pci_modern_dev", "virtio_pci_legacy_dev", "virtio_pci", "virtio_console");

    static GuestImage of(DiveRequest request, PartitionPlan plan, PartitionedVmOptions options, Path prepared) {
        var gpos = request.gpos()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        request.kernel().manifest().reference() + " cannot run beside Linux.",
                        "Its package names no Linux that it runs beside (host.gpos).",
                        "Choose a co-kernel: diver search --mode partitioned-vm."));
        var program = NetFiles.program(request);
        var part = plan.parts().getFirst();
        var launcher = new CokernelLauncher(
                        part.memory().getFirst(),
                        part.processors().numbers().getFirst(),
                        OptionalInt.of(COKERNEL_PORT),
                        OptionalInt.of(PANIC_PORT),
                        options.spinMicroseconds(),
                        options.statistics(),
                        options.transport() == PartitionedVmOptions.Transport.STREAM
                                ? Optional.of(STATISTICS)
                                : Optional.empty())
                .words();
        var cokernel = file(
                request.kernel(),
                request.kernel().manifest().artifact(Role.IMAGE).orElseThrow().path());
        if (options.onCokernel()) {
            CokernelMark.require(request.kernel().manifest().reference(), cokernel);
        }
        return new GuestImage(
                request,
                file(gpos, "boot/vmlinuz"),
                file(gpos, "boot/init"),
                file(gpos, "boot/cokernel-run"),
                cokernel,
                GposModule.of(gpos, prepared),
                program,
                ProgramFiles.of(program),
                plan,
                options.onCokernel() ? launcher : List.of());
    }

    private static Path file(dev.diver.core.catalog.PulledKernel kernel, String path) {
        var file = kernel.file(path);
        if (!Files.isRegularFile(file)) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    kernel.manifest().reference() + " is not complete: it has no " + path + ".",
                    "It may have been pulled by an older Diver.",
                    "Pull it again: diver pull " + kernel.manifest().reference() + ".");
        }
        return file;
    }

    String what() {
        return "what Linux starts from: init, modules, the proxy, the co-kernel, the program as /app"
                + (libraries.isEmpty() ? "" : ", " + String.join(", ", new TreeMap<>(libraries).keySet()));
    }

    /** While Linux unpacks its files they are there twice; where that does not fit, it says little and panics. */
    private void requireRoom(Path initrd) throws IOException {
        var size = Files.size(initrd);
        var linuxMemory = plan.linuxMemory();
        if (linuxMemory - LINUX_ITSELF.bytes() < 2 * size) {
            throw new DiverException(
                    Problem.Kind.NO_SPACE,
                    "The files of " + request.net().name() + " do not fit into Linux's memory.",
                    "Program, libraries and files have " + (size >> 20) + "MiB, and are there twice while Linux unpacks"
                            + " them; Linux itself takes " + LINUX_ITSELF + ". It has "
                            + new MemorySize(linuxMemory) + ".",
                    "Give the machine more memory (--set memory=2GiB, or in the partition plan), or take fewer files"
                            + " along.");
        }
    }

    void make(HostProgram host, Path initrd) throws IOException {
        module.make(host);
        var net = request.net();
        var files = new TreeMap<>(NetFiles.files(net));
        var modules = new ArrayList<String>();
        for (var name : MODULES) {
            var path = "/diver/lib/" + name + ".ko";
            files.put(path, file(request.gpos().orElseThrow(), "boot/modules/" + name + ".ko"));
            modules.add(path);
        }
        files.put("/diver/lib/diver_cokernel.ko", module.file());
        modules.add("/diver/lib/diver_cokernel.ko");
        files.put(CokernelLauncher.PROXY, proxy);
        files.put(CokernelLauncher.COKERNEL, cokernel);
        var argv = new ArrayList<String>();
        argv.add(program.getFileName().toString());
        argv.addAll(request.args());
        var offline = plan.parts().stream()
                .flatMap(part -> part.processors().numbers().stream())
                .map(String::valueOf)
                .toList();
        var lists = new TreeMap<String, List<String>>();
        lists.put("modules", modules);
        lists.put("offline", offline);
        lists.put("console", List.of(CONSOLE));
        lists.put("channel", List.of(CHANNEL));
        lists.put("launcher", launcher);
        lists.put("argv", argv);
        lists.put("env", NetFiles.environment(net));
        lists.put("outputs", net.outputs());
        new InitialRamFileSystem(init, program, libraries, files, lists).write(initrd);
        requireRoom(initrd);
    }
}
