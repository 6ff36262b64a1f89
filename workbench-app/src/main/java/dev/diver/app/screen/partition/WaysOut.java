package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.partition.PartitionEdit.Drop;
import dev.diver.app.screen.partition.PartitionEdit.Give;
import dev.diver.app.screen.partition.PartitionEdit.SetMemory;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.Conflict.Severity;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionReport;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Ways out of conflicts. Each one that is offered has been tried: with it there is less wrong than without, as the checker
 * says, and nothing worse. Pure; takes milliseconds a conflict on a large machine, so it is not for the screen's thread.
 */
final class WaysOut {
    private static final long UNIT = PartitionChecker.REGION_ALIGNMENT;

    private final PartitionPlan plan;
    private final Topology topology;
    private final PartitionReport report;
    private final Function<PartitionPlan, PartitionReport> checker;

    /** @param report what the checker says of the plan */
    WaysOut(
            PartitionPlan plan,
            Topology topology,
            PartitionReport report,
            Function<PartitionPlan, PartitionReport> checker) {
        this.plan = plan;
        this.topology = topology;
        this.report = report;
        this.checker = checker;
    }

    /** The best one first; nothing where none can be computed. */
    List<WayOut> of(Conflict conflict) {
        var results = new HashSet<PartitionPlan>();
        return candidates(conflict).stream()
                .filter(way -> results.add(way.edit().apply(plan)))
                .filter(way -> helps(conflict, way.edit()))
                .limit(3)
                .toList();
    }

    private boolean helps(Conflict conflict, PartitionEdit edit) {
        var after = checker.apply(edit.apply(plan));
        var fewer = count(after, conflict) < count(report, conflict);
        return fewer
                && after.of(Severity.CONFLICT).size()
                        <= report.of(Severity.CONFLICT).size()
                && (conflict.severity() == Severity.WARNING
                        || after.of(Severity.CONFLICT).size()
                                < report.of(Severity.CONFLICT).size());
    }

    private static long count(PartitionReport report, Conflict like) {
        return report.conflicts().stream()
                .filter(other -> other.code() == like.code())
                .count();
    }

    private List<WayOut> candidates(Conflict conflict) {
        var place = Place.of(conflict.where());
        return switch (conflict.code()) {
            case MACHINE_PROCESSORS, MACHINE_MEMORY, HOST_HAS_FEWER_PROCESSORS -> List.of();
            case NO_PART ->
                NewPart.of(plan, topology)
                        .map(part -> List.of(new WayOut("Add a part", new PartitionEdit.AddPart(part))))
                        .orElse(List.of());
            case NAME_TWICE -> rename(place);
            case DEVICE_TWICE, DEVICE_MISSING -> withoutDevice(place);
            case PROCESSOR_TWICE -> oneOf(place);
            case PROCESSOR_MISSING ->
                List.of(new WayOut(
                        "Take them out",
                        new Drop(
                                place.owner(),
                                place.owner()
                                        .processors(plan)
                                        .minus(plan.machine().allProcessors()))));
            case PROCESSOR_UNUSED -> List.of(new WayOut("Give to Linux", new Give(Owner.LINUX, unused())));
            case LINUX_WITHOUT_PROCESSOR, LINUX_WITHOUT_PROCESSOR_0 ->
                List.of(
                        new WayOut("Give core 0 to Linux", new Give(Owner.LINUX, coreOf(0))),
                        new WayOut("Give processor 0 to Linux", new Give(Owner.LINUX, ProcessorSet.of(0))));
            case PART_WITHOUT_PROCESSOR -> lastOfLinux(place.owner());
            case SIBLINGS_SPLIT -> together(conflict);
            case PART_WITHOUT_MEMORY -> memoryFor(place.owner());
            case RANGES_OVERLAP -> place.rangeIn(plan).map(this::apart).orElse(List.of());
            case MISALIGNED -> place.rangeIn(plan).map(this::aligned).orElse(List.of());
            case BEYOND_MEMORY, OVER_HOLE, OVER_FIRMWARE, IN_FIRST_MEBIBYTE ->
                place.rangeIn(plan).map(this::insideOfRam).orElse(List.of());
            case REGION_TOO_HIGH -> place.rangeIn(plan).map(this::lower).orElse(List.of());
            case REGION_TOO_SMALL -> place.rangeIn(plan).map(this::larger).orElse(List.of());
            case ON_OTHER_NODE -> place.rangeIn(plan).map(this::nearer).orElse(List.of());
            case WINDOW_SIZE ->
                List.of(new WayOut(
                        "Set " + PartitionPlan.WINDOW,
                        new PartitionEdit.UsualWindow(place.owner().part())));
            case LINUX_TOO_LITTLE_MEMORY -> moreForLinux();
            case LINUX_SCATTERED -> sideBySide();
            case TOO_MANY_RANGES -> fewerRanges();
            // Codes that are newer than this class are shown without a button.
            default -> List.of();
        };
    }

    private List<WayOut> rename(Place place) {
        var name = NewPart.name(plan, plan.parts().get(place.owner().part()).name());
        return List.of(new WayOut(
                "Rename to " + name, new PartitionEdit.RenamePart(place.owner().part(), name)));
    }

    private List<WayOut> withoutDevice(Place place) {
        var devices = new ArrayList<>(
                place.owner().isPart()
                        ? plan.parts().get(place.owner().part()).devices()
                        : plan.linux().devices());
        var device = devices.remove(place.device());
        return List.of(new WayOut(
                "Take " + device + " from " + place.owner().name(plan),
                new PartitionEdit.SetDevices(place.owner(), devices)));
    }

    private List<Owner> owners() {
        var owners = new ArrayList<>(List.of(Owner.LINUX));
        for (var i = 0; i < plan.parts().size(); i++) {
            owners.add(Owner.part(i));
        }
        return owners;
    }

    private List<WayOut> oneOf(Place place) {
        var ways = new ArrayList<WayOut>();
        for (var other : owners()) {
            var both = place.owner().processors(plan).and(other.processors(plan));
            if (!other.equals(place.owner()) && !both.isEmpty()) {
                ways.add(new WayOut("Leave to " + other.name(plan), new Drop(place.owner(), both)));
                ways.add(new WayOut("Leave to " + place.owner().name(plan), new Drop(other, both)));
            }
        }
        return ways;
    }

    private ProcessorSet unused() {
        var used = owners().stream().map(owner -> owner.processors(plan)).reduce(ProcessorSet.NONE, ProcessorSet::plus);
        return plan.machine().allProcessors().minus(used);
    }

    private ProcessorSet coreOf(int processor) {
        return topology.cores().stream()
                .map(Topology.Core::threads)
                .filter(core -> core.contains(processor))
                .findFirst()
                .orElse(ProcessorSet.of(processor));
    }

    /** The last core that is wholly Linux's, not the one that the machine boots on; else the last processor. */
    private List<WayOut> lastOfLinux(Owner owner) {
        var linux = plan.linux().processors();
        var core = topology.cores().reversed().stream()
                .map(Topology.Core::threads)
                .filter(threads -> !threads.contains(0) && threads.minus(linux).isEmpty())
                .findFirst()
                .or(() -> linux.numbers().reversed().stream()
                        .filter(number -> number != 0)
                        .map(ProcessorSet::of)
                        .findFirst());
        return core.map(threads -> List.of(new WayOut("Give " + threads + " of Linux", new Give(owner, threads))))
                .orElse(List.of());
    }

    /** The conflicts about siblings are in the order of the cores. */
    private List<WayOut> together(Conflict conflict) {
        var split = plan.machine().cores().stream()
                .filter(core -> owners().stream()
                                .filter(owner -> core.numbers().stream().anyMatch(owner.processors(plan)::contains))
                                .limit(2)
                                .count()
                        > 1)
                .toList();
        var same = report.conflicts().stream()
                .filter(other -> other.code() == conflict.code())
                .toList();
        var index = identity(same, conflict);
        if (index < 0 || index >= split.size()) {
            return List.of();
        }
        var core = split.get(index);
        return owners().stream()
                .filter(owner -> !owner.processors(plan).and(core).isEmpty())
                .sorted(Comparator.comparingInt(owner -> -owner.part()))
                .map(owner -> new WayOut("Both to " + owner.name(plan), new Give(owner, core)))
                .toList();
    }

    private static int identity(List<Conflict> conflicts, Conflict wanted) {
        for (var i = 0; i < conflicts.size(); i++) {
            if (conflicts.get(i) == wanted) {
                return i;
            }
        }
        return conflicts.indexOf(wanted);
    }

    private List<WayOut> memoryFor(Owner owner) {
        return NewPart.memory(plan, topology, owner.processors(plan))
                .map(range -> List.of(new WayOut(
                        "Give " + Amounts.of(range.size().bytes()) + " at " + MemoryRange.address(range.start()),
                        new PartitionEdit.AddMemory(owner.part(), range))))
                .orElse(List.of());
    }

    private static long unit(Range range) {
        return range.isRegion() ? UNIT : Step.PAGE.bytes();
    }

    private List<WayOut> aligned(Range range) {
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

    private static WayOut set(String name, Range range, long start, long size) {
        return new WayOut(name, new SetMemory(range, new MemoryRange(start, new MemorySize(size))));
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

    private List<WayOut> insideOfRam(Range range) {
        var old = range.in(plan);
        var ways = new ArrayList<WayOut>(moved(range, size(range), free(range), old.start()));
        free(range)
                .largestOf(old, unit(range))
                .ifPresent(rest -> ways.add(set(
                        "Cut to " + Amounts.of(rest.size().bytes()),
                        range,
                        rest.start(),
                        rest.size().bytes())));
        return ways;
    }

    private List<WayOut> apart(Range range) {
        var ways = new ArrayList<WayOut>();
        ways.addAll(moved(range, size(range), free(range), range.in(plan).start()));
        free(range)
                .largestOf(range.in(plan), unit(range))
                .ifPresent(rest -> ways.add(set(
                        "Cut to " + Amounts.of(rest.size().bytes()),
                        range,
                        rest.start(),
                        rest.size().bytes())));
        for (var other : Range.all(plan)) {
            if (!other.equals(range) && other.in(plan).overlaps(range.in(plan))) {
                FreeMemory.except(plan, topology, other)
                        .largestOf(other.in(plan), unit(other))
                        .ifPresent(rest -> ways.add(set(
                                "Cut the other to " + Amounts.of(rest.size().bytes()),
                                other,
                                rest.start(),
                                rest.size().bytes())));
            }
        }
        return ways;
    }

    private List<WayOut> lower(Range range) {
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

    private List<WayOut> larger(Range range) {
        var old = range.in(plan);
        var least = PartitionChecker.LEAST_REGION.bytes();
        var ways = new ArrayList<WayOut>();
        ways.add(set("Enlarge to " + Amounts.of(least), range, Step.below(old.start(), UNIT), least));
        ways.addAll(moved(range, least, free(range), old.start()));
        return ways;
    }

    private List<WayOut> nearer(Range range) {
        var processors = plan.parts().get(range.part()).processors();
        var own = NewPart.memoryOfNodes(plan, processors);
        return moved(range, size(range), free(range).within(own), range.in(plan).start());
    }

    private List<WayOut> moreForLinux() {
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
    private List<WayOut> sideBySide() {
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

    private List<WayOut> fewerRanges() {
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
}
