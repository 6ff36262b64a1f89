package dev.diver.core.partition;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The options that make QEMU's machine a plan's machine: processors, nodes, and RAM in files that the host can read
 * while the guest runs. Accelerator, processor model and devices are not among them.
 *
 * @param options words of QEMU's command line
 * @param files the guest's RAM
 */
public record QemuMachine(List<String> options, List<RamFile> files) {
    public QemuMachine {
        options = List.copyOf(options);
        files = List.copyOf(files);
    }

    /**
     * A file with a guest's RAM.
     *
     * @param ranges where its bytes are in the guest, one range behind the other in the file
     */
    public record RamFile(Path path, List<MemoryRange> ranges) {
        public RamFile {
            ranges = List.copyOf(ranges);
        }
    }

    /** @param offset of a byte in the file */
    public record Place(Path file, long offset) {}

    /**
     * For a plan without conflicts.
     *
     * @param ram the file that QEMU makes for the guest's RAM; with several nodes, one for each with its number behind
     */
    public static QemuMachine of(PartitionPlan plan, Path ram) {
        return of(plan.machine(), ram);
    }

    /**
     * For a machine without conflicts.
     *
     * @param ram as above
     */
    public static QemuMachine of(Machine machine, Path ram) {
        if (!machine.type().isVirtual()) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    "This plan is for hardware, and QEMU does not make such a machine.",
                    "Its RAM lies where QEMU would not put it.",
                    "Write \"type\": \"pc\" into its machine, without nodes, and check it again.");
        }
        var options = new ArrayList<String>();
        var files = new ArrayList<RamFile>();
        var size = KernelCommandLine.amount(machine.memory().bytes());
        var single = machine.nodes().size() < 2;
        options.addAll(List.of("-machine", machine.type() + (single ? ",memory-backend=ram" : "")));
        options.addAll(List.of("-smp", machine.processors() + topology(machine)));
        options.addAll(List.of("-m", "size=" + size));
        if (single) {
            options.addAll(backend("ram", size, ram));
            files.add(new RamFile(ram, machine.ram()));
            return new QemuMachine(options, files);
        }
        for (var i = 0; i < machine.nodes().size(); i++) {
            var node = machine.nodes().get(i);
            var numa = "node,nodeid=" + i;
            for (var range : node.processors().ranges()) {
                numa += ",cpus=" + range;
            }
            var bytes = node.memory().stream()
                    .mapToLong(range -> range.size().bytes())
                    .sum();
            if (bytes > 0) {
                var file = ram.resolveSibling(ram.getFileName() + "." + i);
                options.addAll(backend("ram" + i, KernelCommandLine.amount(bytes), file));
                files.add(new RamFile(file, node.memory()));
                numa += ",memdev=ram" + i;
            }
            options.addAll(List.of("-numa", numa));
        }
        return new QemuMachine(options, files);
    }

    private static List<String> backend(String id, String size, Path file) {
        // Commas are doubled inside of an option (qemu(1), "-drive").
        return List.of(
                "-object",
                "memory-backend-file,id=" + id + ",size=" + size + ",mem-path="
                        + file.toString().replace(",", ",,") + ",share=on");
    }

    /**
     * QEMU numbers threads of a core one after the other, then cores, then sockets; other machines than such it cannot
     * make.
     */
    private static String topology(Machine machine) {
        if (machine.cores().isEmpty() && machine.packages().isEmpty()) {
            return "";
        }
        var all = machine.processors();
        var threads = machine.cores().isEmpty() ? 1 : machine.cores().getFirst().size();
        var sockets = Math.max(machine.packages().size(), 1);
        if (threads == 0
                || all % (sockets * threads) != 0
                || threads > 1 && !machine.cores().equals(groups(all, threads))
                || sockets > 1 && !machine.packages().equals(groups(all, all / sockets))) {
            return "";
        }
        return ",sockets=" + sockets + ",cores=" + all / sockets / threads + ",threads=" + threads;
    }

    private static List<ProcessorSet> groups(int all, int size) {
        return IntStream.range(0, all / size)
                .mapToObj(group -> ProcessorSet.between(group * size, (group + 1) * size))
                .toList();
    }

    /** Where the host finds a byte of the guest's RAM; empty where the guest has no RAM. */
    public Optional<Place> place(long address) {
        for (var file : files) {
            var offset = 0L;
            for (var range : file.ranges()) {
                if (range.contains(address)) {
                    return Optional.of(new Place(file.path(), offset + address - range.start()));
                }
                offset += range.size().bytes();
            }
        }
        return Optional.empty();
    }
}
