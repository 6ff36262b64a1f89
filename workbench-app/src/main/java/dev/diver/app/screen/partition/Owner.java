package dev.diver.app.screen.partition;

import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.ProcessorSet;

/**
 * Who has something of a machine.
 *
 * @param part the place of a specialized kernel's part in the plan, -1 for Linux, -2 for nobody, -3 for more than one
 */
record Owner(int part) {
    static final Owner LINUX = new Owner(-1);
    static final Owner NOBODY = new Owner(-2);
    static final Owner SEVERAL = new Owner(-3);

    static Owner part(int index) {
        return new Owner(index);
    }

    boolean isPart() {
        return part >= 0;
    }

    /** Whether the plan has it (still). */
    boolean isIn(PartitionPlan plan) {
        return part < plan.parts().size();
    }

    ProcessorSet processors(PartitionPlan plan) {
        return isPart()
                ? plan.parts().get(part).processors()
                : equals(LINUX) ? plan.linux().processors() : ProcessorSet.NONE;
    }

    String name(PartitionPlan plan) {
        return isPart()
                ? plan.parts().get(part).name()
                : equals(LINUX) ? "Linux" : equals(SEVERAL) ? "more than one" : "nobody";
    }
}
