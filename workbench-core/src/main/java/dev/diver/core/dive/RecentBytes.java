package dev.diver.core.dive;

/** The last bytes of a stream, by their positions in it. Not thread-safe. */
final class RecentBytes {
    private final byte[] ring;
    private long end;

    RecentBytes(int capacity) {
        ring = new byte[capacity];
    }

    /** Position after the last byte. */
    long end() {
        return end;
    }

    /** Position of the oldest byte that is still here. */
    long start() {
        return Math.max(0, end - ring.length);
    }

    void add(byte[] bytes, int offset, int length) {
        var from = offset;
        var left = length;
        if (left > ring.length) {
            from += left - ring.length;
            end += left - ring.length;
            left = ring.length;
        }
        while (left > 0) {
            var at = (int) (end % ring.length);
            var count = Math.min(left, ring.length - at);
            System.arraycopy(bytes, from, ring, at, count);
            from += count;
            left -= count;
            end += count;
        }
    }

    /** @param position from {@link #start} up to {@link #end} */
    int copy(long position, byte[] into) {
        var at = (int) (position % ring.length);
        var count = (int) Math.min(Math.min(into.length, end - position), ring.length - at);
        System.arraycopy(ring, at, into, 0, count);
        return count;
    }
}
