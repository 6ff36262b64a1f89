package dev.diver.app.screen.partition;

import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Which range of memory of a plan.
 *
 * @param part the place of its part in the plan
 * @param index its place among that part's ranges; 0 is the region
 */
record Range(int part, int index) {
    /** All ranges, by their addresses. */
    static List<Range> all(PartitionPlan plan) {
        var all = new ArrayList<Range>();
        for (var part = 0; part < plan.parts().size(); part++) {
            for (var index = 0; index < plan.parts().get(part).memory().size(); index++) {
                all.add(new Range(part, index));
            }
        }
        all.sort((one, other) ->
                Long.compare(one.in(plan).start(), other.in(plan).start()));
        return all;
    }

    boolean exists(PartitionPlan plan) {
        return part < plan.parts().size()
                && index < plan.parts().get(part).memory().size();
    }

    MemoryRange in(PartitionPlan plan) {
        return plan.parts().get(part).memory().get(index);
    }

    boolean isRegion() {
        return index == 0;
    }
}
