package dev.diver.deployer.hardware;

import dev.diver.core.partition.MemoryRange;
import java.util.ArrayList;
import java.util.List;

/**
 * What one dive gets of a node.
 *
 * @param processor Linux's number
 * @param region its memory
 * @param blocks that must go offline for it; none where Linux leaves that memory alone anyhow
 */
record Partition(int processor, MemoryRange region, List<NodeFacts.Block> blocks) {
    static final String MODULE = "diver_cokernel.ko";

    Partition {
        blocks = List.copyOf(blocks);
    }

    /** In the order in which they are taken. */
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        steps.add(new Step.Processor(processor));
        for (var block : blocks) {
            steps.add(new Step.MemoryBlock(block.number(), block.isMovable() ? "online_movable" : "online"));
        }
        steps.add(new Step.Module(MODULE));
        return List.copyOf(steps);
    }
}
