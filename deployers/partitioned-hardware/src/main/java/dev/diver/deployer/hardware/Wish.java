package dev.diver.deployer.hardware;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.MemoryRange;

/** Which part of a node a dive wants. */
sealed interface Wish {

    /** Any processor, and so much memory anywhere. */
    record Anywhere(MemorySize memory) implements Wish {}

    /** As a partition plan has it. */
    record Exactly(int processor, MemoryRange region) implements Wish {}
}
