package dev.diver.app.screen.partition;

import dev.diver.core.partition.MemoryRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Physical addresses along a line: RAM to scale, what lies between as narrow as it can be, since holes are larger than
 * memory on many machines. Every address from the first one to the last has one place.
 *
 * @param pieces ascending, without a gap
 */
record MemoryScale(List<Piece> pieces) {
    /** Pixels of a hole. */
    static final double HOLE = 26;
    /** Pixels of RAM, however little it is. */
    private static final double LEAST = 18;
    /** Holes that are smaller than this share of all RAM are drawn to scale. */
    private static final long SMALL = 48;

    /**
     * From an address to another, from a pixel to another.
     *
     * @param hole whether there is no RAM (of this node)
     */
    record Piece(long start, long end, double from, double to, boolean hole) {
        MemoryRange range() {
            return MemoryRange.between(start, end);
        }
    }

    MemoryScale {
        pieces = List.copyOf(pieces);
    }

    /**
     * @param ram ascending, at least one
     * @param end what is shown to the right of the last RAM; the last RAM's end for nothing
     * @param width of the whole
     */
    static MemoryScale of(List<MemoryRange> ram, long end, double width) {
        var all = ram.stream().mapToLong(range -> range.size().bytes()).sum();
        var joined = new ArrayList<MemoryRange>();
        for (var range : ram) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && range.start() - last.end() < all / SMALL) {
                joined.set(joined.size() - 1, MemoryRange.between(last.start(), range.end()));
            } else {
                joined.add(range);
            }
        }
        var tail = end > joined.getLast().end();
        var holes = joined.size() - 1 + (tail ? 1 : 0);
        var drawn = joined.stream().mapToLong(range -> range.size().bytes()).sum();
        var room = Math.max(LEAST * joined.size(), width - holes * HOLE);
        var small = joined.stream()
                .filter(range -> range.size().bytes() * room / drawn < LEAST)
                .toList();
        var smallBytes = small.stream().mapToLong(range -> range.size().bytes()).sum();
        var perByte = (room - small.size() * LEAST) / Math.max(1, drawn - smallBytes);
        var pieces = new ArrayList<Piece>();
        var x = 0.0;
        for (var range : joined) {
            if (!pieces.isEmpty()) {
                pieces.add(new Piece(pieces.getLast().end(), range.start(), x, x + HOLE, true));
                x += HOLE;
            }
            var size = small.contains(range) ? LEAST : range.size().bytes() * perByte;
            pieces.add(new Piece(range.start(), range.end(), x, x + size, false));
            x += size;
        }
        if (tail) {
            pieces.add(new Piece(pieces.getLast().end(), end, x, x + HOLE, true));
        }
        return new MemoryScale(pieces);
    }

    long start() {
        return pieces.getFirst().start();
    }

    long end() {
        return pieces.getLast().end();
    }

    double width() {
        return pieces.getLast().to();
    }

    /** The pixel of an address; those outside are at the ends. */
    double x(long address) {
        for (var piece : pieces) {
            if (address < piece.end()) {
                var share = (double) Math.max(0, address - piece.start()) / (piece.end() - piece.start());
                return piece.from() + share * (piece.to() - piece.from());
            }
        }
        return width();
    }

    /** The address of a pixel. */
    long address(double x) {
        for (var piece : pieces) {
            if (x < piece.to()) {
                var share = Math.max(0, x - piece.from()) / (piece.to() - piece.from());
                return piece.start() + (long) (share * (piece.end() - piece.start()));
            }
        }
        return end();
    }
}
