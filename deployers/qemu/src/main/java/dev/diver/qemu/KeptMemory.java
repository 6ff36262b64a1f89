package dev.diver.qemu;

import dev.diver.core.partition.MemoryRange;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which memory a guest leaves that crashed.
 *
 * @param range of the physical memory; empty for all of it
 * @param processors whose registers go with it, by QEMU's numbers, in the order in which a debugger is to have them
 */
public record KeptMemory(Optional<MemoryRange> range, List<Integer> processors) {
    public KeptMemory {
        processors = List.copyOf(processors);
    }

    /** All of it, of a machine with that many processors. */
    public static KeptMemory whole(int processors) {
        return new KeptMemory(
                Optional.empty(), IntStream.range(0, processors).boxed().toList());
    }
}
