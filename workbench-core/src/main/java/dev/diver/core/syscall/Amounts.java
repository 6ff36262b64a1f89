package dev.diver.core.syscall;

/** Counts and nanoseconds that come from a guest, kept where sums of them do not overflow and JSON can say them. */
final class Amounts {
    /** The largest number up to which all whole ones are exact as JSON's (RFC 8259, section 6); 104 days in nanoseconds. */
    static final long MOST = (1L << 53) - 1;

    private Amounts() {}

    /** An unsigned number of 64 bits, or the most there is. */
    static long clamped(long unsigned) {
        return unsigned < 0 || unsigned > MOST ? MOST : unsigned;
    }

    static long sum(long one, long other) {
        return Math.min(MOST, one + other);
    }
}
