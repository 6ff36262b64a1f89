package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.partition.PartitionEdit.SetMemory;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What may end conflicts about memory: nothing of it was tried. */
final class MemoryWays {
    private static final long UNIT = PartitionChecker.REGION_ALIGNMENT;

    private final PartitionPlan plan;
    private final Topology topology;

    MemoryWays(PartitionPlan plan, Topology topology) {
        this.plan = plan;
        this.topology = topology;
    }

    List<WayOut> forPart(Owner owner) {
        return NewPart.memory(plan, topology, owner.processors(plan))
                .map(range -> List.of(new WayOut(
                        "Give " + Amounts.of(range.size().bytes()) + " at " + MemoryRange.address(range.start()),
                        new PartitionEdit.AddMemory(owner.part(), range))))
                .orElse(List.of());
    }

    List<WayOut> aligned(Range range) {
        var old = range.in(plan);
        var unit = unit(range);
        var start = Step.below(old.start() + unit / 2, unit);
        var size = Math.max(unit, Step.below(old.size().bytes() + unit / 2, unit));
        var ways = new ArrayList<WayOut>();
        ways.add(set("Round to " + Amounts.of(unit), range, start, size));
        // Rounding may make it reach into another one: inwards it cannot.
        var inner = Step.above(old.start(), unit);
        var innerSize = Step.below(old.end(), unit) - inner;
        if (innerSize > 0) {
            ways.add(set("Round inwards", range, inner, innerSize));
        }
        ways.addAll(moved(range, size, free(range), old.start()));
        return ways;
    }

    List<WayOut> insideOfRam(Range range) {
        var ways = new ArrayList<>(
                moved(range, size(range), free(range), range.in(plan).start()));
        cut("Cut to ", range).ifPresent(ways::add);
        return ways;
    }

    List<WayOut> apart(Range range) {
        var ways = new ArrayList<>(insideOfRam(range));
        for (var other : Range.all(plan)) {
            if (!other.equals(range) && other.in(plan).overlaps(range.in(plan))) {
                cut("Cut the other to ", other).ifPresent(ways::add);
            }
        }
        return ways;
    }

    List<WayOut> lower(Range range) {
        var ways = new ArrayList<WayOut>();
        var memory = plan.parts().get(range.part()).memory();
        for (var index = 1; index < memory.size(); index++) {
            if (memory.get(index).start() < PartitionChecker.REGION_LIMIT) {
                ways.add(new WayOut(
                        "Make " + MemoryRange.address(memory.get(index).start()) + " the region",
                        new PartitionEdit.MakeRegion(new Range(range.part(), index))));
            }
        }
        var free = free(range).within(List.of(MemoryRange.between(0, PartitionChecker.REGION_LIMIT)));
        ways.addAll(moved(range, size(range), free, PartitionChecker.REGION_LIMIT));
        free.largest(UNIT).ifPresent(piece -> {
            var size = Step.below(piece.size().bytes() / 2, UNIT);
            if (size >= PartitionChecker.LEAST_REGION.bytes()) {
                ways.add(set("Take " + Amounts.of(size) + " below 4 GiB", range, piece.end() - size, size));
            }
        });
        return ways;
    }

    List<WayOut> larger(Range range) {
        var old = range.in(plan);
        var least = PartitionChecker.LEAST_REGION.bytes();
        var ways = new ArrayList<WayOut>();
        ways.add(set("Enlarge to " + Amounts.of(least), range, Step.below(old.start(), UNIT), least));
        ways.addAll(moved(range, least, free(range), old.start()));
        return ways;
    }

    List<WayOut> nearer(Range range) {
        var processors = plan.parts().get(range.part()).processors();
        var own = NewPart.memoryOfNodes(plan, processors);
        return moved(range, size(range), free(range).within(own), range.in(plan).start());
    }

    List<WayOut> moreForLinux() {
        var lacking = PartitionChecker.LEAST_LINUX.bytes() - plan.linuxMemory();
        return Range.all(plan).stream()
                .sorted(Comparator.comparingLong(range -> -range.in(plan).size().bytes()))
                .limit(3)
                .map(range -> {
                    var old = range.in(plan);
                    var size = Step.below(old.size().bytes() - lacking, unit(range));
                    return size <= 0
                            ? Optional.<WayOut>empty()
                            : Optional.of(set(
                                    "Cut " + plan.parts().get(range.part()).name() + " to " + Amounts.of(size),
                                    range,
                                    old.end() - size,
                                    size));
                })
                .flatMap(Optional::stream)
                .toList();
    }

    /** From the end of RAM downwards, the regions below the others. */
    List<WayOut> sideBySide() {
        var next = plan;
        var all = new ArrayList<>(Range.all(plan).reversed());
        all.sort(Comparator.comparing(Range::isRegion).reversed());
        for (var range : all) {
            var free = FreeMemory.except(next, topology, range);
            var reachable = range.isRegion()
                    ? free.within(List.of(MemoryRange.between(0, PartitionChecker.REGION_LIMIT)))
                    : free;
            var size = range.in(next).size().bytes();
            var place = reachable.nearest(MemoryRange.LIMIT - 1, size, unit(range));
            if (place.isEmpty()) {
                return List.of();
            }
            next = new SetMemory(range, place.get()).apply(next);
        }
        return List.of(new WayOut("Put all at the end of RAM", new PartitionEdit.Replace("Put side by side", next)));
    }

    List<WayOut> fewerRanges() {
        var ways = new ArrayList<WayOut>();
        for (var part = 0; part < plan.parts().size(); part++) {
            if (MemoryRange.union(plan.parts().get(part).memory()).size()
                    < plan.parts().get(part).memory().size()) {
                ways.add(new WayOut(
                        "Join those of " + plan.parts().get(part).name(), new PartitionEdit.JoinMemory(part)));
            }
        }
        var next = plan;
        var small = Range.all(plan).stream()
                .filter(range -> !range.isRegion())
                .sorted(Comparator.comparingLong(range -> range.in(plan).size().bytes()))
                .limit(Math.max(0, Range.all(plan).size() - 4))
                // The last ones of a part first, so that the others keep their places.
                .sorted(Comparator.comparingInt(Range::index).reversed())
                .toList();
        for (var range : small) {
            next = new PartitionEdit.RemoveMemory(range).apply(next);
        }
        if (!small.isEmpty()) {
            ways.add(new WayOut(
                    small.size() == 1 ? "Remove the smallest" : "Remove the " + small.size() + " smallest",
                    new PartitionEdit.Replace("Remove memory", next)));
        }
        return ways;
    }

    private static long unit(Range range) {
        return range.isRegion() ? UNIT : Step.PAGE.bytes();
    }

    private static WayOut set(String name, Range range, long start, long size) {
        return new WayOut(name, new SetMemory(range, new MemoryRange(start, new MemorySize(size))));
    }

    private Optional<WayOut> cut(String name, Range range) {
        return free(range)
                .largestOf(range.in(plan), unit(range))
                .map(rest -> set(
                        name + Amounts.of(rest.size().bytes()),
                        range,
                        rest.start(),
                        rest.size().bytes()));
    }

    private FreeMemory free(Range range) {
        return FreeMemory.except(plan, topology, range);
    }

    private List<WayOut> moved(Range range, long size, FreeMemory free, long towards) {
        var reachable =
                range.isRegion() ? free.within(List.of(MemoryRange.between(0, PartitionChecker.REGION_LIMIT))) : free;
        return reachable
                .nearest(towards, size, unit(range))
                .map(place -> List.of(set("Move to " + MemoryRange.address(place.start()), range, place.start(), size)))
                .orElse(List.of());
    }

    private long size(Range range) {
        return Math.max(unit(range), Step.below(range.in(plan).size().bytes(), unit(range)));
    }
}
