package dev.diver.core.topology;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlans;
import dev.diver.core.partition.PlanTemplate;
import dev.diver.core.partition.ProcessorSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Plans of a machine that has been looked at, by template: whole cores, and memory of the nodes where they are.
 */
public final class TopologyPlans {
    private final PlanTemplate template;
    private final Topology topology;
    private final List<String> notes = new ArrayList<>();

    /**
     * A plan made by rule; free of conflicts for the machine as it was described.
     *
     * @param notes what the person should know of it, in sentences
     */
    public record Made(PartitionPlan plan, List<String> notes) {
        public Made {
            notes = List.copyOf(notes);
        }
    }

    private TopologyPlans(PlanTemplate template, Topology topology) {
        this.template = template;
        this.topology = topology;
    }

    /** Where nobody knows where a machine's memory lies, it is assumed, and a note says so. */
    public static Made of(PlanTemplate template, Topology topology) {
        var assumed = AssumedMemory.isNeeded(topology);
        var plans = new TopologyPlans(template, assumed ? AssumedMemory.laidOut(topology) : topology);
        if (assumed) {
            plans.notes.add(
                    "Where the memory of " + topology.name() + " lies is not known (Linux tells root only, lstopo"
                            + " nobody): the plan assumes it as in a usual PC. Check it on the machine as root:"
                            + " diver plan check FILE --machine host");
        }
        return plans.made();
    }

    private Made made() {
        var machine = topology.machine();
        if (topology.processors().size() != machine.processors()) {
            throw Refused.invalid(
                    "The processors of " + topology.name() + " are " + topology.processors() + ".",
                    "A plan numbers a machine's processors from 0 without a gap.",
                    "");
        }
        if (!topology.offline().isEmpty()) {
            notes.add("Offline or not allowed, and so given to nobody: processors " + topology.offline() + ".");
        }
        var cores = topology.cores().stream()
                .filter(core -> core.threads().and(topology.offline()).isEmpty())
                .toList();
        var special = special(cores);
        var part = processors(special);
        var linux = topology.processors().minus(topology.offline()).minus(part);
        if (part.isEmpty() || !linux.contains(0)) {
            throw Refused.invalid(
                    topology.name() + " cannot be divided.",
                    "Linux and the specialized kernel need a core each, and it has " + cores.size() + " that "
                            + (cores.size() == 1 ? "is" : "are") + " free.",
                    "Take a machine with more.");
        }
        var isVirtual = topology.type().isVirtual();
        var plan = new PartitionPlan(
                machine,
                new PartitionPlan.Linux(linux, isVirtual ? List.of("serial1") : List.of()),
                List.of(new PartitionPlan.Part(
                        PartitionPlans.PART,
                        part,
                        memory(part),
                        isVirtual ? List.of("serial2") : List.of(),
                        PartitionPlan.WINDOW)));
        PartitionChecker.check(plan, OptionalInt.empty())
                .requireOk("The plan \"" + template + "\" of " + topology.name());
        return new Made(plan, notes);
    }

    private static ProcessorSet processors(List<Topology.Core> cores) {
        return new ProcessorSet(cores.stream()
                .flatMap(core -> core.threads().numbers().stream())
                .toList());
    }

    /** The cores of the specialized kernel. */
    private List<Topology.Core> special(List<Topology.Core> cores) {
        var others = cores.stream().filter(core -> !core.threads().contains(0)).toList();
        return switch (template) {
            case ONE_CORE -> last(others);
            case ONE_CORE_FOR_LINUX -> others;
            case HALF_OF_EACH -> {
                var halves = new ArrayList<Topology.Core>();
                for (var node : topology.nodes()) {
                    var own = on(node, cores);
                    halves.addAll(own.subList(own.size() - own.size() / 2, own.size()));
                }
                yield halves.isEmpty() ? last(others) : halves;
            }
            case ONE_NODE ->
                on(topology.nodes().get(nodeToGive(node -> !on(node, others).isEmpty())), cores);
        };
    }

    private int nodeToGive(Predicate<Topology.NumaNode> filter) {
        for (var i = topology.nodes().size() - 1; i >= 0; i--) {
            var node = topology.nodes().get(i);
            if (!node.processors().contains(0) && filter.test(node)) {
                return i;
            }
        }
        throw Refused.invalid(
                topology.name() + " has no NUMA node to give away.",
                "Linux needs the one with processor 0, and no other one has processors that are free.",
                "Take another template.");
    }

    private static List<Topology.Core> last(List<Topology.Core> cores) {
        return cores.stream()
                .max(Comparator.comparingInt(core -> core.threads().numbers().getFirst()))
                .stream()
                .toList();
    }

    private static List<Topology.Core> on(Topology.NumaNode node, List<Topology.Core> cores) {
        return cores.stream()
                .filter(core ->
                        node.processors().contains(core.threads().numbers().getFirst()))
                .sorted(Comparator.comparingInt(core -> core.threads().numbers().getFirst()))
                .toList();
    }

    /** How many bytes each node should give, by the node's position; only those where the part has processors. */
    private Map<Integer, Long> wanted(ProcessorSet part, FreeMemory free) {
        var wanted = new LinkedHashMap<Integer, Long>();
        for (var i = 0; i < topology.nodes().size(); i++) {
            if (!topology.nodes().get(i).processors().and(part).isEmpty()) {
                var all = topology.nodes().get(i).memory().bytes();
                wanted.put(
                        i,
                        switch (template) {
                            case ONE_CORE -> all / 3;
                            case ONE_CORE_FOR_LINUX -> all - all / 3;
                            case HALF_OF_EACH -> all / 2;
                            case ONE_NODE -> free.bytes(i);
                        });
            }
        }
        return wanted;
    }

    private List<MemoryRange> memory(ProcessorSet part) {
        var free = FreeMemory.of(topology);
        var wanted = wanted(part, free);
        var region = free.takeRegion(wanted)
                .orElseThrow(() -> Refused.invalid(
                        topology.name() + " cannot be divided.",
                        "Below 4GiB, Linux needs " + PartitionChecker.LEAST_LINUX + " and the specialized kernel "
                                + PartitionChecker.LEAST_REGION + " in one piece.",
                        "Take a machine with more memory there."));
        var ranges = new ArrayList<>(List.of(region));
        while (ranges.size() < PartitionChecker.MOST_RANGES) {
            var next = free.takeMore(wanted);
            if (next.isEmpty()) {
                break;
            }
            ranges.add(next.get());
        }
        var left = wanted.values().stream()
                .filter(bytes -> bytes >= FreeMemory.LEAST_FURTHER)
                .mapToLong(Long::longValue)
                .sum();
        if (left > 0) {
            notes.add("The part has " + new MemorySize(left >> 20 << 20)
                    + " less than the template says: Linux keeps out of "
                    + PartitionChecker.MOST_RANGES + " ranges at most, keeps " + PartitionChecker.LEAST_LINUX
                    + " itself, and memory lies in pieces.");
        }
        return ranges;
    }
}
