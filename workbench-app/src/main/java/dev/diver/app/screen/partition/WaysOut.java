package dev.diver.app.screen.partition;

import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.Conflict.Severity;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionReport;
import dev.diver.core.topology.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/**
 * Ways out of conflicts. Each one that is offered has been tried: with it there is less wrong than without, as the checker
 * says, and nothing worse. Pure; takes milliseconds a conflict on a large machine, so it is not for the screen's thread.
 */
final class WaysOut {
    private final PartitionPlan plan;
    private final Topology topology;
    private final PartitionReport report;
    private final Function<PartitionPlan, PartitionReport> checker;
    private final ProcessorWays processors;
    private final MemoryWays memory;

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
        processors = new ProcessorWays(plan, topology);
        memory = new MemoryWays(plan, topology);
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
            case PROCESSOR_TWICE -> processors.oneOf(place.owner());
            case PROCESSOR_MISSING -> processors.withoutMissing(place.owner());
            case PROCESSOR_UNUSED -> processors.giveUnused();
            case LINUX_WITHOUT_PROCESSOR, LINUX_WITHOUT_PROCESSOR_0 -> processors.firstToLinux();
            case PART_WITHOUT_PROCESSOR -> processors.lastOfLinux(place.owner());
            case SIBLINGS_SPLIT -> processors.together(placeAmongAlike(conflict));
            case PART_WITHOUT_MEMORY -> memory.forPart(place.owner());
            case RANGES_OVERLAP -> place.rangeIn(plan).map(memory::apart).orElse(List.of());
            case MISALIGNED -> place.rangeIn(plan).map(memory::aligned).orElse(List.of());
            case BEYOND_MEMORY, OVER_HOLE, OVER_FIRMWARE, IN_FIRST_MEBIBYTE ->
                place.rangeIn(plan).map(memory::insideOfRam).orElse(List.of());
            case REGION_TOO_HIGH -> place.rangeIn(plan).map(memory::lower).orElse(List.of());
            case REGION_TOO_SMALL -> place.rangeIn(plan).map(memory::larger).orElse(List.of());
            case ON_OTHER_NODE -> place.rangeIn(plan).map(memory::nearer).orElse(List.of());
            case WINDOW_SIZE ->
                List.of(new WayOut(
                        "Set " + PartitionPlan.WINDOW,
                        new PartitionEdit.UsualWindow(place.owner().part())));
            case LINUX_TOO_LITTLE_MEMORY -> memory.moreForLinux();
            case LINUX_SCATTERED -> memory.sideBySide();
            case TOO_MANY_RANGES -> memory.fewerRanges();
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

    /** Such as that of a split core: those about siblings are in the order of the cores. Two may be equal but for their identity. */
    private int placeAmongAlike(Conflict conflict) {
        var alike = report.conflicts().stream()
                .filter(other -> other.code() == conflict.code())
                .toList();
        for (var i = 0; i < alike.size(); i++) {
            if (alike.get(i) == conflict) {
                return i;
            }
        }
        return alike.indexOf(conflict);
    }
}
