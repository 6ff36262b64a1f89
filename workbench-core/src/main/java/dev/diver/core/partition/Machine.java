package dev.diver.core.partition;

import dev.diver.core.machine.MemorySize;
import java.util.List;
import java.util.Optional;

/**
 * The machine that a plan divides, as far as dividing needs it.
 *
 * @param processors how many, 1 to {@link ProcessorSet#LIMIT}; they are numbered from 0
 * @param memory all RAM together, at most {@link #MOST_MEMORY} bytes
 * @param nodes NUMA nodes, in the order of their numbers; empty for one node with everything
 * @param cores the processors of each physical core that has more than one (sibling threads); empty where that is not
 *     known, or none has
 * @param packages the processors of each package (socket); empty where that is not known, or there is only one
 */
public record Machine(
        MachineType type,
        int processors,
        MemorySize memory,
        List<Node> nodes,
        List<ProcessorSet> cores,
        List<ProcessorSet> packages) {
    /** Bytes: a quarter of what x86-64 can address, so that no hole can push RAM beyond it. */
    public static final long MOST_MEMORY = MemoryRange.LIMIT / 4;

    /** Bytes at the end of RAM below 4 GiB, where QEMU's firmware keeps the ACPI tables (SeaBIOS's e820 map says so). */
    private static final long FIRMWARE_TABLES = 128 << 10;

    private static final long FOUR_GIB = 1L << 32;

    /**
     * A NUMA node.
     *
     * @param memory where its RAM lies, ascending; may be empty
     */
    public record Node(ProcessorSet processors, List<MemoryRange> memory) {
        public Node {
            memory = List.copyOf(memory);
        }
    }

    public Machine {
        nodes = List.copyOf(nodes);
        cores = List.copyOf(cores);
        packages = List.copyOf(packages);
        if (processors < 1 || processors > ProcessorSet.LIMIT || memory.bytes() > MOST_MEMORY) {
            throw new IllegalArgumentException("no machine: " + processors + " processors, " + memory);
        }
    }

    /** Of one package, or nobody knows of how many. */
    public Machine(MachineType type, int processors, MemorySize memory, List<Node> nodes, List<ProcessorSet> cores) {
        this(type, processors, memory, nodes, cores, List.of());
    }

    /** A virtual machine of QEMU's type {@code pc}, with one node. */
    public static Machine pc(int processors, MemorySize memory) {
        return new Machine(MachineType.PC, processors, memory, List.of(), List.of());
    }

    public ProcessorSet allProcessors() {
        return ProcessorSet.between(0, processors);
    }

    /** Where RAM lies, ascending, with a gap at each hole; empty where that is not known. */
    public List<MemoryRange> ram() {
        return nodes.isEmpty()
                ? type.layout(memory)
                : MemoryRange.union(
                        nodes.stream().flatMap(node -> node.memory().stream()).toList());
    }

    /** The nodes, with the one that is not written down where there is only one. */
    public List<Node> allNodes() {
        return nodes.isEmpty() ? List.of(new Node(allProcessors(), ram())) : nodes;
    }

    /** The end of the RAM below 4 GiB, whatever lies between; 0 where there is none. */
    public long lowEnd() {
        return ram().stream()
                .filter(range -> range.start() < FOUR_GIB)
                .mapToLong(range -> Math.min(range.end(), FOUR_GIB))
                .max()
                .orElse(0);
    }

    /** RAM that holds the firmware's tables, which Linux reads as long as it runs; empty where it is not known. */
    public Optional<MemoryRange> firmwareTables() {
        var end = lowEnd();
        return type.isVirtual() && end > FIRMWARE_TABLES
                ? Optional.of(MemoryRange.between(end - FIRMWARE_TABLES, end))
                : Optional.empty();
    }
}
