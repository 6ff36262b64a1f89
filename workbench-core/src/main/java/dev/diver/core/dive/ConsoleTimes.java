package dev.diver.core.dive;

import java.util.Arrays;

/**
 * When a console said what it said: the times of its pieces, by where in all its bytes they begin. Pieces that come
 * quickly after one another count as one, the more quickly the longer it goes on, so that no guest fills memory with times.
 * Thread-safe.
 */
public final class ConsoleTimes {
    /** No time is known. */
    public static final long UNKNOWN = -1;

    /** Milliseconds that one piece lasts at least, at first; finer than anybody sees. */
    static final int FINEST_MS = 10;

    /** Times after which pieces get four times longer. */
    private static final int A_STEP = 1 << 14;

    static final int MOST = 16 * A_STEP;

    private long[] positions = new long[64];
    private long[] times = new long[64];
    private int count;

    /**
     * Notes that what comes at the position, and after it, comes now.
     *
     * @param position in bytes, not before the last one
     * @param time in milliseconds since 1970; a clock that was set back counts as one that stood still
     * @return whether it is a new piece
     */
    public synchronized boolean add(long position, long time) {
        if (count == MOST || count > 0 && (position <= positions[count - 1] || time - times[count - 1] < finest())) {
            return false;
        }
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        positions[count] = position;
        times[count++] = time;
        return true;
    }

    private long finest() {
        return (long) FINEST_MS << Math.min(30, 2 * (count / A_STEP));
    }

    public synchronized boolean isEmpty() {
        return count == 0;
    }

    /** When the byte at the position came, or {@link #UNKNOWN}. */
    public synchronized long at(long position) {
        var piece = piece(positions, position);
        return piece < 0 ? UNKNOWN : times[piece];
    }

    /** Where the piece after the position's begins; the largest number where there is none. */
    public synchronized long next(long position) {
        var next = piece(positions, position) + 1;
        return next < count ? positions[next] : Long.MAX_VALUE;
    }

    /** Up to where everything had come at the time; the largest number for all. */
    public synchronized long saidBy(long time) {
        var next = piece(times, time) + 1;
        return next < count ? positions[next] : Long.MAX_VALUE;
    }

    /** When the first piece after the time came; the largest number where there is none. */
    public synchronized long after(long time) {
        var next = piece(times, time) + 1;
        return next < count ? times[next] : Long.MAX_VALUE;
    }

    /** The time of the first piece, or {@link #UNKNOWN}. */
    public synchronized long first() {
        return count == 0 ? UNKNOWN : times[0];
    }

    /** The time of the last piece, or {@link #UNKNOWN}. */
    public synchronized long last() {
        return count == 0 ? UNKNOWN : times[count - 1];
    }

    /** The last one that is not above the value; -1 for none. */
    private int piece(long[] sorted, long value) {
        var found = Arrays.binarySearch(sorted, 0, count, value);
        return found >= 0 ? found : -found - 2;
    }
}
