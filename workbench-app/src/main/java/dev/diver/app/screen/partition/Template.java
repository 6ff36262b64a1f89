package dev.diver.app.screen.partition;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlan.Linux;
import dev.diver.core.partition.PartitionPlan.Part;
import dev.diver.core.partition.PlanTemplate;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/** Ways to divide any machine between Linux and one specialized kernel, along cores and NUMA nodes. */
enum Template {
    ONE_CORE("One core for the kernel", "the last core, and a third of its node's memory"),
    ONE_CORE_FOR_LINUX("One core for Linux", "all cores but the one that boots, and two thirds of the memory"),
    HALF_OF_EACH_NODE("Half of each node", "the upper half of each node's cores and memory"),
    ONE_NODE("One node", "the last node with all its cores and its memory");

    private static final long UNIT = PartitionChecker.REGION_ALIGNMENT;

    private final String title;
    private final String help;

    Template(String title, String help) {
        this.title = title;
        this.help = help;
    }

    String title() {
        return title;
    }

    /** The same one of the command line, for a machine that is read anew. */
    PlanTemplate word() {
        return switch (this) {
            case ONE_CORE -> PlanTemplate.ONE_CORE;
            case ONE_CORE_FOR_LINUX -> PlanTemplate.ONE_CORE_FOR_LINUX;
            case HALF_OF_EACH_NODE -> PlanTemplate.HALF_OF_EACH;
            case ONE_NODE -> PlanTemplate.ONE_NODE;
        };
    }

    /** What the specialized kernel gets. */
    String help() {
        return help;
    }

    /** The machine of the plan, divided anew. It keeps the devices, and the first part's name. */
    PartitionPlan of(PartitionPlan plan, Topology topology) {
        var machine = plan.machine();
        var bare = new PartitionPlan(
                machine, new Linux(machine.allProcessors(), plan.linux().devices()), List.of());
        var processors = processors(topology);
        var name = plan.parts().isEmpty() ? "kernel" : plan.parts().getFirst().name();
        var devices = plan.parts().isEmpty()
                ? (machine.type().isVirtual() && !plan.linux().devices().contains("serial2")
                        ? List.of("serial2")
                        : List.<String>of())
                : plan.parts().getFirst().devices();
        var memory = memory(bare, topology, processors);
        return new PartitionPlan(
                machine,
                new Linux(
                        machine.allProcessors().minus(processors), plan.linux().devices()),
                List.of(new Part(name, processors, memory, devices, PartitionPlan.WINDOW)));
    }

    private ProcessorSet processors(Topology topology) {
        var cores = topology.cores().stream().map(Topology.Core::threads).toList();
        var taken = switch (this) {
            case ONE_CORE -> cores.subList(Math.max(0, cores.size() - 1), cores.size());
            case ONE_CORE_FOR_LINUX ->
                cores.stream().filter(core -> !core.contains(0)).toList();
            case HALF_OF_EACH_NODE ->
                topology.nodes().stream()
                        .flatMap(node -> upperHalf(cores, node).stream())
                        .toList();
            case ONE_NODE ->
                topology.nodes().reversed().stream()
                        .filter(node -> !node.processors().isEmpty())
                        .findFirst()
                        .map(node -> List.of(node.processors()))
                        .orElse(List.of());
        };
        return taken.stream()
                .reduce(ProcessorSet.NONE, ProcessorSet::plus)
                .minus(cores.stream()
                        .filter(core -> core.contains(0))
                        .findFirst()
                        .orElse(ProcessorSet.of(0)));
    }

    private static List<ProcessorSet> upperHalf(List<ProcessorSet> cores, Topology.NumaNode node) {
        var own = cores.stream()
                .filter(core -> node.processors().contains(core.numbers().getFirst()))
                .toList();
        return own.subList((own.size() + 1) / 2, own.size());
    }

    /** At most four ranges, since Linux keeps out of no more; the one that can be a region first. */
    private List<MemoryRange> memory(PartitionPlan bare, Topology topology, ProcessorSet processors) {
        var free = FreeMemory.of(bare, topology);
        var ranges = new ArrayList<MemoryRange>();
        for (var node : bare.machine().allNodes()) {
            if (processors.numbers().stream().anyMatch(node.processors()::contains)) {
                ranges.addAll(ofNode(bare, free.within(node.memory()), node));
            }
        }
        ranges.sort((one, other) -> Boolean.compare(isRegion(other), isRegion(one)));
        if (ranges.isEmpty() || !isRegion(ranges.getFirst())) {
            NewPart.memory(bare, topology, ProcessorSet.NONE).ifPresent(ranges::addFirst);
        }
        return List.copyOf(ranges.subList(0, Math.min(4, ranges.size())));
    }

    private static boolean isRegion(MemoryRange range) {
        return range.start() < PartitionChecker.REGION_LIMIT
                && range.size().bytes() >= PartitionChecker.LEAST_REGION.bytes();
    }

    /** The upper end of the largest piece, and of one below 4 GiB where there is none yet. */
    private List<MemoryRange> ofNode(PartitionPlan bare, FreeMemory free, Machine.Node node) {
        var all =
                node.memory().stream().mapToLong(range -> range.size().bytes()).sum();
        var wanted = switch (this) {
            case ONE_CORE -> all / 3;
            case ONE_CORE_FOR_LINUX -> all - all / 3;
            case HALF_OF_EACH_NODE -> all / 2;
            case ONE_NODE -> all;
        };
        return free.largest(UNIT)
                .map(piece -> {
                    // Linux keeps what it needs where it needs it: low.
                    var kept =
                            bare.machine().ram().getFirst().overlaps(piece) ? PartitionChecker.LEAST_LINUX.bytes() : 0;
                    var most = Step.below(piece.size().bytes() - kept, UNIT);
                    var size = Math.min(Step.below(wanted, UNIT), most);
                    return size < UNIT
                            ? List.<MemoryRange>of()
                            : List.of(new MemoryRange(piece.end() - size, new MemorySize(size)));
                })
                .orElse(List.of());
    }
}
