package dev.diver.deployer.hardware;

import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What one dive gets of a node.
 *
 * @param processors Linux's numbers; at least one
 * @param region its memory
 * @param blocks that must go offline for it; none where Linux leaves that memory alone anyhow
 */
record Partition(ProcessorSet processors, MemoryRange region, List<NodeFacts.Block> blocks) {
    static final String MODULE = "diver_cokernel.ko";

    Partition {
        blocks = List.copyOf(blocks);
    }

    /** The one that the co-kernel runs on. */
    int processor() {
        return processors.numbers().getFirst();
    }

    /** In the order in which they are taken. */
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        processors.numbers().forEach(number -> steps.add(new Step.Processor(number)));
        for (var block : blocks) {
            steps.add(new Step.MemoryBlock(block.number(), block.isMovable() ? "online_movable" : "online"));
        }
        steps.add(new Step.Module(MODULE));
        return List.copyOf(steps);
    }
}
