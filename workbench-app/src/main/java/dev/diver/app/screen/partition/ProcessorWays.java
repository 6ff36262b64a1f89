package dev.diver.app.screen.partition;

import dev.diver.app.screen.partition.PartitionEdit.Drop;
import dev.diver.app.screen.partition.PartitionEdit.Give;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.ProcessorSet;
import dev.diver.core.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What may end conflicts about processors: nothing of it was tried. */
final class ProcessorWays {
    private final PartitionPlan plan;
    private final Topology topology;

    ProcessorWays(PartitionPlan plan, Topology topology) {
        this.plan = plan;
        this.topology = topology;
    }

    List<WayOut> oneOf(Owner owner) {
        var ways = new ArrayList<WayOut>();
        for (var other : owners()) {
            var both = owner.processors(plan).and(other.processors(plan));
            if (!other.equals(owner) && !both.isEmpty()) {
                ways.add(new WayOut("Leave to " + other.name(plan), new Drop(owner, both)));
                ways.add(new WayOut("Leave to " + owner.name(plan), new Drop(other, both)));
            }
        }
        return ways;
    }

    List<WayOut> withoutMissing(Owner owner) {
        var missing = owner.processors(plan).minus(plan.machine().allProcessors());
        return List.of(new WayOut("Take them out", new Drop(owner, missing)));
    }

    List<WayOut> giveUnused() {
        var used = owners().stream().map(owner -> owner.processors(plan)).reduce(ProcessorSet.NONE, ProcessorSet::plus);
        return List.of(new WayOut(
                "Give to Linux",
                new Give(Owner.LINUX, plan.machine().allProcessors().minus(used))));
    }

    List<WayOut> firstToLinux() {
        return List.of(
                new WayOut("Give core 0 to Linux", new Give(Owner.LINUX, coreOf(0))),
                new WayOut("Give processor 0 to Linux", new Give(Owner.LINUX, ProcessorSet.of(0))));
    }

    private ProcessorSet coreOf(int processor) {
        return topology.cores().stream()
                .map(Topology.Core::threads)
                .filter(core -> core.contains(processor))
                .findFirst()
                .orElse(ProcessorSet.of(processor));
    }

    /** The last core that is wholly Linux's, not the one that the machine boots on; else the last processor. */
    List<WayOut> lastOfLinux(Owner owner) {
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

    /** @param index of the core among those that are split */
    List<WayOut> together(int index) {
        var split = plan.machine().cores().stream()
                .filter(core -> owners().stream()
                                .filter(owner -> core.numbers().stream().anyMatch(owner.processors(plan)::contains))
                                .limit(2)
                                .count()
                        > 1)
                .toList();
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

    private List<Owner> owners() {
        var owners = new ArrayList<>(List.of(Owner.LINUX));
        for (var i = 0; i < plan.parts().size(); i++) {
            owners.add(Owner.part(i));
        }
        return owners;
    }
}
