package dev.diver.deployer.hardware;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.ProcessorSet;

/** Which part of a node a dive wants. */
sealed interface Wish {

    /** Any processor, and so much memory anywhere. */
    record Anywhere(MemorySize memory) implements Wish {}

    /**
     * As a partition plan has it.
     *
     * @param processors at least one; the co-kernel runs on the first, and the others do nothing meanwhile
     */
    record Exactly(ProcessorSet processors, MemoryRange region) implements Wish {}
}
