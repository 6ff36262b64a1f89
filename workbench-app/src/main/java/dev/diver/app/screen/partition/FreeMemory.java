package dev.diver.app.screen.partition;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Memory that no part has and that one could get.
 *
 * @param gaps ascending
 */
record FreeMemory(List<MemoryRange> gaps) {
    /** Below it firmware and the start of processors live, and a region cannot begin. */
    private static final long FIRST = PartitionChecker.REGION_ALIGNMENT;

    FreeMemory {
        gaps = List.copyOf(gaps);
    }

    static FreeMemory of(PartitionPlan plan, Topology topology) {
        return without(plan, topology, plan.taken());
    }

    /** As if the plan did not have that range. */
    static FreeMemory except(PartitionPlan plan, Topology topology, Range range) {
        return of(new PartitionEdit.RemoveMemory(range).apply(plan), topology);
    }

    private static FreeMemory without(PartitionPlan plan, Topology topology, List<MemoryRange> taken) {
        var blocked = new ArrayList<>(taken);
        blocked.add(MemoryRange.between(0, FIRST));
        plan.machine().firmwareTables().ifPresent(blocked::add);
        topology.memory().stream()
                .filter(segment -> segment.use() != Topology.Use.RAM)
                .forEach(segment -> blocked.add(segment.range()));
        var gaps = new ArrayList<MemoryRange>();
        var union = MemoryRange.union(blocked);
        for (var ram : plan.machine().ram()) {
            var from = ram.start();
            for (var range : union) {
                if (range.end() > from && range.start() < ram.end()) {
                    add(gaps, from, range.start());
                    from = range.end();
                }
            }
            add(gaps, from, ram.end());
        }
        return new FreeMemory(gaps);
    }

    private static void add(List<MemoryRange> gaps, long from, long to) {
        if (to > from) {
            gaps.add(MemoryRange.between(from, to));
        }
    }

    /** Those parts of the gaps that lie within. */
    FreeMemory within(List<MemoryRange> bounds) {
        var inside = new ArrayList<MemoryRange>();
        for (var gap : gaps) {
            for (var bound : bounds) {
                add(inside, Math.max(gap.start(), bound.start()), Math.min(gap.end(), bound.end()));
            }
        }
        return new FreeMemory(inside);
    }

    /**
     * The place nearest to an address.
     *
     * @param size in bytes
     * @param unit a multiple of which it begins at
     */
    Optional<MemoryRange> nearest(long address, long size, long unit) {
        return gaps.stream()
                .map(gap -> {
                    var lowest = Step.above(gap.start(), unit);
                    var highest = Step.below(gap.end() - size, unit);
                    return lowest > highest
                            ? Optional.<MemoryRange>empty()
                            : Optional.of(new MemoryRange(
                                    Math.clamp(Step.below(address, unit), lowest, highest), new MemorySize(size)));
                })
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong(place -> Math.abs(place.start() - address)));
    }

    /** The largest piece in whole units. */
    Optional<MemoryRange> largest(long unit) {
        return gaps.stream()
                .map(gap -> whole(gap, unit))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(
                                (MemoryRange piece) -> piece.size().bytes())
                        .thenComparingLong(MemoryRange::start));
    }

    /** All of a range that is free in one piece with the most of it, in whole units. */
    Optional<MemoryRange> largestOf(MemoryRange range, long unit) {
        return within(List.of(range)).largest(unit);
    }

    private static Optional<MemoryRange> whole(MemoryRange gap, long unit) {
        var start = Step.above(gap.start(), unit);
        var end = Step.below(gap.end(), unit);
        return end > start ? Optional.of(MemoryRange.between(start, end)) : Optional.empty();
    }
}
