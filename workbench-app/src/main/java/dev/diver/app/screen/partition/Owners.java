package dev.diver.app.screen.partition;

import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.ProcessorSet;
import java.util.Arrays;

/** Who has each processor in a plan. */
final class Owners {
    private final Owner[] byProcessor;

    /** @param processors how many there are; what a plan says of others is left out */
    Owners(PartitionPlan plan, int processors) {
        byProcessor = new Owner[processors];
        Arrays.fill(byProcessor, Owner.NOBODY);
        mark(plan.linux().processors(), Owner.LINUX);
        for (var part = 0; part < plan.parts().size(); part++) {
            mark(plan.parts().get(part).processors(), Owner.part(part));
        }
    }

    private void mark(ProcessorSet processors, Owner owner) {
        for (var processor : processors.numbers()) {
            if (processor < byProcessor.length) {
                byProcessor[processor] = byProcessor[processor] == Owner.NOBODY ? owner : Owner.SEVERAL;
            }
        }
    }

    Owner of(int processor) {
        return processor < byProcessor.length ? byProcessor[processor] : Owner.NOBODY;
    }
}
