package dev.diver.core.topology;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MachineType;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A machine: its processors from package to hardware thread, and what lies where in its physical memory. "Processor" is a
 * hardware thread, with Linux's number.
 *
 * @param name for people: a host's name, a file's
 * @param type {@link MachineType#HARDWARE} for what was seen, QEMU's for what is being designed
 * @param packages at least one
 * @param nodes NUMA nodes in the order of their numbers; at least one
 * @param memory what is known of the physical memory, ascending, no two overlapping; empty where nothing is known
 * @param offline processors that are there but that Linux does not run on now, or that nobody may use. Where it is not
 *     known which core and package they are in, each is in a core of its own in a package of its node
 */
public record Topology(
        String name,
        MachineType type,
        List<Package> packages,
        List<NumaNode> nodes,
        List<MemorySegment> memory,
        ProcessorSet offline) {

    /** Of a machine with all its processors online. */
    public Topology(
            String name, MachineType type, List<Package> packages, List<NumaNode> nodes, List<MemorySegment> memory) {
        this(name, type, packages, nodes, memory, ProcessorSet.NONE);
    }

    /** A package (socket). */
    public record Package(int number, List<Core> cores, List<Cache> caches) {
        public Package {
            cores = List.copyOf(cores);
            caches = List.copyOf(caches);
        }
    }

    /** A physical core, with at least one hardware thread. */
    public record Core(int number, ProcessorSet threads) {}

    /**
     * A cache.
     *
     * @param level 1 to 5
     * @param threads who shares it
     */
    public record Cache(int level, Content content, MemorySize size, ProcessorSet threads) {
        /** What it holds. */
        public enum Content {
            DATA,
            INSTRUCTIONS,
            BOTH
        }
    }

    /**
     * A NUMA node.
     *
     * @param processors may be none, where a node has memory only
     * @param memory all of it, wherever it lies
     * @param distances to each node in the order of their numbers, as ACPI's SLIT has them (10 is local); empty where they
     *     are not known
     */
    public record NumaNode(ProcessorSet processors, MemorySize memory, List<Integer> distances) {
        public NumaNode {
            distances = List.copyOf(distances);
        }
    }

    /**
     * Physical memory and who holds it.
     *
     * @param node whose RAM it is; -1 where it is none's or not known
     * @param holder in words, such as {@code ACPI Tables}; may be empty
     */
    public record MemorySegment(MemoryRange range, Use use, int node, String holder) {}

    /** Who holds memory. */
    public enum Use {
        /** RAM that a kernel may have. */
        RAM,
        /** RAM with Linux's own code and data, which it cannot give away while it runs. */
        LINUX,
        /** RAM that the firmware keeps. */
        FIRMWARE,
        /** No RAM: a device's registers. */
        DEVICE
    }

    public Topology {
        packages = List.copyOf(packages);
        nodes = List.copyOf(nodes);
        memory = memory.stream()
                .sorted(Comparator.comparingLong(segment -> segment.range().start()))
                .toList();
        if (packages.isEmpty() || nodes.isEmpty()) {
            throw new IllegalArgumentException("no machine: " + name);
        }
    }

    public List<Core> cores() {
        return packages.stream().flatMap(one -> one.cores().stream()).toList();
    }

    /** Those that are offline among them. */
    public ProcessorSet processors() {
        return new ProcessorSet(cores().stream()
                .flatMap(core -> core.threads().numbers().stream())
                .toList());
    }

    /** The same as far as a plan has it. Where it is not known where a node's RAM lies, the nodes have none. */
    public Machine machine() {
        var processors = processors();
        var all = nodes.stream().mapToLong(node -> node.memory().bytes()).sum();
        return new Machine(
                type,
                processors.numbers().getLast() + 1,
                new MemorySize(all),
                IntStream.range(0, nodes.size()).mapToObj(this::node).toList(),
                cores().stream()
                        .map(Core::threads)
                        .filter(threads -> threads.numbers().size() > 1)
                        .toList(),
                sockets());
    }

    /** For a machine that QEMU makes with several; what a plan of hardware divides are its cores and nodes. */
    private List<ProcessorSet> sockets() {
        return !type.isVirtual() || packages.size() < 2
                ? List.of()
                : packages.stream()
                        .map(one -> new ProcessorSet(one.cores().stream()
                                .flatMap(core -> core.threads().numbers().stream())
                                .toList()))
                        .toList();
    }

    private Machine.Node node(int number) {
        var ranges = memory.stream()
                .filter(segment -> segment.node() == number)
                .filter(segment -> segment.use() == Use.RAM || segment.use() == Use.LINUX)
                .map(MemorySegment::range)
                .toList();
        return new Machine.Node(nodes.get(number).processors(), MemoryRange.union(ranges));
    }
}
