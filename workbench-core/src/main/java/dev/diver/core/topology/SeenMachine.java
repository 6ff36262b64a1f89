package dev.diver.core.topology;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.Conflict.Code;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionReport;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology.MemorySegment;
import dev.diver.core.topology.Topology.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Holds a plan against a machine that has been looked at. Pure. */
public final class SeenMachine {
    /** Bytes; firmware moves its tables by less from boot to boot. */
    private static final long TOLERANCE = 1 << 20;

    /** Of a node's memory, an eighth: what Linux counts lacks what it keeps for itself. */
    private static final int PART_OF_TOTAL = 8;

    private static final int SHOWN = 3;

    private final PartitionPlan plan;
    private final Topology seen;
    private final List<Conflict> conflicts = new ArrayList<>();

    private SeenMachine(PartitionPlan plan, Topology seen) {
        this.plan = plan;
        this.seen = seen;
    }

    /**
     * All that is wrong with a plan in itself, and on that machine.
     *
     * @param hostProcessors as {@link PartitionChecker#check} has them
     */
    public static PartitionReport check(PartitionPlan plan, Topology seen, OptionalInt hostProcessors) {
        var all = new ArrayList<>(PartitionChecker.check(plan, hostProcessors).conflicts());
        var rules = new SeenMachine(plan, seen);
        rules.differences();
        rules.held();
        all.addAll(rules.conflicts);
        return new PartitionReport(all);
    }

    private void differences() {
        var machine = plan.machine();
        if (machine.type() != seen.type()) {
            differs(
                    "/machine/type",
                    "The plan is for a machine of type " + machine.type() + ", and " + seen.name() + " is "
                            + seen.type() + ".");
            return;
        }
        var processors = seen.processors();
        if (machine.processors() != processors.numbers().getLast() + 1) {
            differs(
                    "/machine/processors",
                    "The plan's machine has " + machine.processors() + " processors, and " + seen.name() + " has "
                            + processors + ".");
            return;
        }
        cores();
        if (machine.allNodes().size() != seen.nodes().size()) {
            differs(
                    "/machine/nodes",
                    "The plan's machine has " + machine.allNodes().size() + " NUMA nodes, and " + seen.name() + " has "
                            + seen.nodes().size() + ".");
            return;
        }
        for (var i = 0; i < seen.nodes().size(); i++) {
            node(i, machine.allNodes().get(i), seen.nodes().get(i));
        }
    }

    private void cores() {
        var real = seen.cores().stream().map(Topology.Core::threads).collect(Collectors.toSet());
        var planned = plan.machine().cores();
        if (planned.isEmpty()) {
            return; // not known
        }
        var wrong = planned.stream()
                .filter(core -> core.and(seen.offline()).isEmpty() && !real.contains(core))
                .toList();
        if (!wrong.isEmpty()) {
            differs(
                    "/machine/cores",
                    few(wrong.stream().map(ProcessorSet::toString).toList())
                            + " are threads of one core in the plan, and not on " + seen.name() + ".");
        }
    }

    private void node(int number, Machine.Node planned, Topology.NumaNode real) {
        var where = plan.machine().nodes().isEmpty() ? "/machine" : "/machine/nodes/" + number;
        if (!planned.processors().equals(real.processors())) {
            differs(
                    where + "/processors",
                    "Node " + number + " has the processors " + planned.processors() + " in the plan, and "
                            + real.processors() + " on " + seen.name() + ".");
        }
        var ranges = MemoryRange.union(ram(number));
        if (ranges.isEmpty()) {
            var bytes = planned.memory().stream()
                    .mapToLong(range -> range.size().bytes())
                    .sum();
            if (Math.abs(bytes - real.memory().bytes()) > real.memory().bytes() / PART_OF_TOTAL) {
                differs(
                        where + "/memory",
                        "Node " + number + " has " + rounded(bytes) + " in the plan, and about "
                                + rounded(real.memory().bytes()) + " on " + seen.name() + ".");
            }
            return;
        }
        var missing = without(MemoryRange.union(planned.memory()), ranges);
        if (!missing.isEmpty()) {
            differs(
                    where + "/memory",
                    "Node " + number + " of " + seen.name() + " has no memory at " + few(words(missing)) + ".");
        }
        var more = without(ranges, MemoryRange.union(planned.memory()));
        if (!more.isEmpty()) {
            differs(
                    where + "/memory",
                    "Node " + number + " of " + seen.name() + " has memory at " + few(words(more))
                            + ", of which the plan does not know.");
        }
    }

    private List<MemoryRange> ram(int node) {
        return seen.memory().stream()
                .filter(segment -> segment.node() == node)
                .filter(segment -> segment.use() == Use.RAM || segment.use() == Use.LINUX)
                .map(MemorySegment::range)
                .toList();
    }

    /** What is in ascending ranges and not in others, where it is large enough to matter. */
    private static List<MemoryRange> without(List<MemoryRange> ranges, List<MemoryRange> others) {
        var left = new ArrayList<MemoryRange>();
        for (var range : ranges) {
            var from = range.start();
            for (var other : others) {
                if (other.overlaps(range)) {
                    add(left, from, Math.min(other.start(), range.end()));
                    from = Math.max(from, other.end());
                }
            }
            add(left, from, range.end());
        }
        return left;
    }

    private static void add(List<MemoryRange> ranges, long start, long end) {
        if (end - start >= TOLERANCE) {
            ranges.add(MemoryRange.between(start, end));
        }
    }

    private static List<String> words(List<MemoryRange> ranges) {
        return ranges.stream().map(MemoryRange::toString).toList();
    }

    private static String few(List<String> words) {
        var first = words.stream().limit(SHOWN).collect(Collectors.joining(" and "));
        return words.size() > SHOWN ? first + " and " + (words.size() - SHOWN) + " more places" : first;
    }

    private static String rounded(long bytes) {
        return bytes < TOLERANCE ? "less than 1MiB" : new MemorySize(bytes >> 20 << 20).toString();
    }

    private void differs(String where, String message) {
        conflicts.add(new Conflict(
                Code.MACHINE_DIFFERS,
                message,
                where,
                "Make a plan for this machine, or check this one against the machine that it was made for."));
    }

    private void held() {
        for (var i = 0; i < plan.parts().size(); i++) {
            var ranges = plan.parts().get(i).memory();
            for (var j = 0; j < ranges.size(); j++) {
                for (var use : Use.values()) {
                    held("/parts/" + i + "/memory/" + j, ranges.get(j), use);
                }
            }
        }
    }

    private void held(String where, MemoryRange range, Use use) {
        var inside = seen.memory().stream()
                .filter(segment -> segment.use() == use && segment.range().overlaps(range))
                .toList();
        if (inside.isEmpty()) {
            return;
        }
        var places = few(inside.stream()
                .map(segment -> segment.range() + (segment.holder().isEmpty() ? "" : " (" + segment.holder() + ")"))
                .toList());
        switch (use) {
            case RAM -> {
                // what a part may have
            }
            case LINUX ->
                conflicts.add(new Conflict(
                        Code.OVER_LINUX,
                        "On " + seen.name() + ", Linux itself is in " + range + " now: " + places + ".",
                        where,
                        "Boot it with the command line of diver plan export: it then finds another place."));
            case FIRMWARE ->
                conflicts.add(new Conflict(
                        Code.OVER_FIRMWARE,
                        "On " + seen.name() + ", firmware keeps memory in " + range + ": " + places + ".",
                        where,
                        beside(inside)));
            case DEVICE ->
                conflicts.add(new Conflict(
                        Code.OVER_DEVICE,
                        "On " + seen.name() + ", devices are in " + range + ": " + places + ".",
                        where,
                        beside(inside)));
        }
    }

    private static String beside(List<MemorySegment> inside) {
        var unit = PartitionChecker.REGION_ALIGNMENT;
        return "End it at "
                + MemoryRange.address(inside.getFirst().range().start() / unit * unit) + ", or begin at "
                + MemoryRange.address(Math.ceilDiv(inside.getLast().range().end(), unit) * unit) + ".";
    }
}
