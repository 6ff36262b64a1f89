package dev.diver.app.screen.partition;

import dev.diver.core.machine.MemorySize;
import java.util.List;
import java.util.TreeSet;

/** The addresses that stand below a lane. */
final class Ticks {
    private static final double APART = 90;
    private static final int MOST = 200;

    private Ticks() {}

    /**
     * Where RAM begins and ends, and round numbers between.
     *
     * @param left of what is seen, in the scale's pixels
     */
    static List<Long> of(MemoryScale scale, double left, double width) {
        var ticks = new TreeSet<Long>();
        for (var piece : scale.pieces()) {
            if (piece.hole() || piece.to() < left || piece.from() > left + width) {
                continue;
            }
            ticks.add(piece.start());
            var bytes = (piece.end() - piece.start()) / Math.max(1, piece.to() - piece.from()) * APART;
            var step = Math.max(4096, Long.highestOneBit(Math.max(1, (long) bytes)) * 2);
            var first = Step.above(Math.max(piece.start(), scale.address(Math.max(left, piece.from()))), step);
            for (var tick = first; tick < piece.end() && ticks.size() < MOST; tick += step) {
                ticks.add(tick);
            }
        }
        return List.copyOf(ticks);
    }

    /** {@code 0}, {@code 512 MiB}, {@code 4 GiB}. */
    static String words(long address) {
        return address == 0 ? "0" : new MemorySize(address).toString().replaceFirst("(?=[KMGT]?i?B$)", " ");
    }
}
