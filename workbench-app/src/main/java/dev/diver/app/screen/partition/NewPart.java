package dev.diver.app.screen.partition;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlan.Part;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology;
import java.util.List;
import java.util.Optional;

/** What a part has when it is new: the last core of Linux, and memory near to it. */
final class NewPart {
    /** Bytes; enough for most programs, little enough for small machines. */
    private static final long USUAL = 256L << 20;

    private static final int LONGEST_NAME = 63;

    private NewPart() {}

    /** Empty where Linux has nothing to spare. */
    static Optional<Part> of(PartitionPlan plan, Topology topology) {
        var linux = plan.linux().processors();
        var core = topology.cores().reversed().stream()
                .map(Topology.Core::threads)
                .filter(threads -> !threads.contains(0) && threads.minus(linux).isEmpty())
                .findFirst()
                .orElse(ProcessorSet.NONE);
        var memory = memory(plan, topology, core);
        if (core.isEmpty() && memory.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Part(
                name(plan, "kernel"),
                core,
                memory.map(List::of).orElse(List.of()),
                device(plan),
                PartitionPlan.WINDOW));
    }

    /** The second serial port of a virtual machine, which the first part's console is on. */
    private static List<String> device(PartitionPlan plan) {
        var port = "serial2";
        var taken = plan.linux().devices().contains(port)
                || plan.parts().stream().anyMatch(part -> part.devices().contains(port));
        return plan.machine().type().isVirtual() && !taken ? List.of(port) : List.of();
    }

    /** The wanted one, with a number behind it where another part has it. */
    static String name(PartitionPlan plan, String wanted) {
        var names = plan.parts().stream().map(Part::name).toList();
        var name = wanted;
        for (var number = 2; names.contains(name); number++) {
            var suffix = "-" + number;
            name = wanted.substring(0, Math.min(wanted.length(), LONGEST_NAME - suffix.length())) + suffix;
        }
        return name;
    }

    /** For a region: as high as it can begin, on the nodes of the processors where that is possible. */
    static Optional<MemoryRange> memory(PartitionPlan plan, Topology topology, ProcessorSet processors) {
        var low = List.of(MemoryRange.between(0, PartitionChecker.REGION_LIMIT));
        var free = FreeMemory.of(plan, topology).within(low);
        var near = free.within(memoryOfNodes(plan, processors));
        return highest(near).or(() -> highest(free));
    }

    private static Optional<MemoryRange> highest(FreeMemory free) {
        var unit = PartitionChecker.REGION_ALIGNMENT;
        var piece = free.largest(unit);
        return piece.flatMap(largest -> {
            var size = Math.min(USUAL, Step.below(largest.size().bytes() / 2, unit));
            return size < PartitionChecker.LEAST_REGION.bytes()
                    ? Optional.empty()
                    : Optional.of(new MemoryRange(largest.end() - size, new MemorySize(size)));
        });
    }

    /** The RAM of the nodes that these processors are on; all RAM where there are none. */
    static List<MemoryRange> memoryOfNodes(PartitionPlan plan, ProcessorSet processors) {
        var own = plan.machine().allNodes().stream()
                .filter(node -> processors.numbers().stream().anyMatch(node.processors()::contains))
                .map(Machine.Node::memory)
                .flatMap(List::stream)
                .toList();
        return own.isEmpty() ? plan.machine().ram() : own;
    }
}
