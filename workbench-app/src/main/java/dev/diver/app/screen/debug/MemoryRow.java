package dev.diver.app.screen.debug;

import dev.diver.console.debug.MemoryBlock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Some bytes of memory that stand in one line. */
record MemoryRow(long address, List<Cell> cells) {
    static final int BYTES = 16;

    /** @param changed since the stop before */
    record Cell(byte value, boolean changed) {
        String hex() {
            return "%02x".formatted(value);
        }

        /** As ASCII; a dot where it is no letter. */
        char letter() {
            return value >= 0x20 && value < 0x7f ? (char) value : '.';
        }
    }

    /** @param before what was there, as far as it was seen */
    static MemoryRow of(MemoryBlock block, int from, Map<Long, Byte> before) {
        return new MemoryRow(
                block.address() + from,
                IntStream.range(from, Math.min(block.bytes().length, from + BYTES))
                        .mapToObj(index -> {
                            var was = before.get(block.address() + index);
                            return new Cell(block.bytes()[index], was != null && was != block.bytes()[index]);
                        })
                        .toList());
    }
}
