package dev.diver.core.syscall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * How long calls took, in nanoseconds: HdrHistogram's counters with two significant digits and a highest value of
 * 2<sup>40</sup> - 1 (18 minutes). Only the counters that are not zero are held. Immutable.
 */
public final class LatencyHistogram {
    /** Of no call. */
    public static final LatencyHistogram EMPTY = new LatencyHistogram(new int[0], new long[0]);

    static final int COUNTERS = WindowLayout.COUNTERS;
    static final long LIMIT = WindowLayout.LATENCY_LIMIT;

    /** HdrHistogram's subBucketHalfCount for two digits, and its logarithm. */
    private static final int HALF = 128;

    private static final int HALF_BITS = 7;
    private static final int PERCENT = 100;

    private final int[] indices;
    private final long[] counts;
    private final long count;

    private LatencyHistogram(int[] indices, long[] counts) {
        this.indices = indices;
        this.counts = counts;
        var sum = 0L;
        for (var one : counts) {
            sum = Amounts.sum(sum, one);
        }
        count = sum;
    }

    /** Calls whose latencies the same counter counts: from and to are in nanoseconds, both included. */
    public record Bucket(long from, long to, long count) {}

    /** @param counter of each index below {@link #COUNTERS}; none is negative */
    static LatencyHistogram of(IntToLongFunction counter) {
        var indices = new int[COUNTERS];
        var counts = new long[COUNTERS];
        var used = 0;
        for (var index = 0; index < COUNTERS; index++) {
            var value = Amounts.clamped(counter.applyAsLong(index));
            if (value > 0) {
                indices[used] = index;
                counts[used++] = value;
            }
        }
        return used == 0 ? EMPTY : new LatencyHistogram(Arrays.copyOf(indices, used), Arrays.copyOf(counts, used));
    }

    static LatencyHistogram of(Histogram histogram) {
        var counters = new long[COUNTERS];
        histogram
                .recordedValues()
                .forEach(value -> counters[index(value.getValueIteratedTo())] += value.getCountAtValueIteratedTo());
        return of(index -> counters[index]);
    }

    /** Which counter counts a latency; longer ones than the limit count as that. */
    static int index(long nanos) {
        var value = Math.clamp(nanos, 0, LIMIT);
        var bucket = Math.max(0, Long.SIZE - 1 - HALF_BITS - Long.numberOfLeadingZeros(value | 1));
        return ((bucket + 1) << HALF_BITS) + (int) (value >>> bucket) - HALF;
    }

    /** The least latency that the counter counts. */
    static long lowest(int index) {
        var bucket = Math.max(0, (index >> HALF_BITS) - 1);
        var sub = index - ((bucket + 1) << HALF_BITS) + HALF;
        return (long) sub << bucket;
    }

    private static long highest(int index) {
        return lowest(index) + (1L << Math.max(0, (index >> HALF_BITS) - 1)) - 1;
    }

    /** Of all calls in it. */
    public long count() {
        return count;
    }

    /** Those with calls in them, shortest latency first. */
    public List<Bucket> buckets() {
        var buckets = new ArrayList<Bucket>(indices.length);
        for (var i = 0; i < indices.length; i++) {
            buckets.add(new Bucket(lowest(indices[i]), highest(indices[i]), counts[i]));
        }
        return buckets;
    }

    /**
     * As HdrHistogram's getValueAtPercentile; empty where there is no call.
     *
     * @param percent above 0, at most 100
     */
    public OptionalLong percentile(double percent) {
        if (count == 0) {
            return OptionalLong.empty();
        }
        // One step down, so that 99 % of 100 is 99 whatever the rounding of the product.
        var rank = Math.max(1, (long) Math.ceil(Math.nextDown(percent) * count / PERCENT));
        var seen = 0L;
        for (var i = 0; i < indices.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return OptionalLong.of(highest(indices[i]));
            }
        }
        return OptionalLong.of(highest(indices[indices.length - 1]));
    }

    /** How many counters are not zero. */
    int used() {
        return indices.length;
    }

    /** Of the counters that are not zero, by ascending index. */
    int indexAt(int position) {
        return indices[position];
    }

    long countAt(int position) {
        return counts[position];
    }

    LatencyHistogram plus(LatencyHistogram other) {
        if (used() == 0 || other.used() == 0) {
            return used() == 0 ? other : this;
        }
        var counters = new long[COUNTERS];
        for (var one : List.of(this, other)) {
            for (var i = 0; i < one.indices.length; i++) {
                counters[one.indices[i]] = Amounts.sum(counters[one.indices[i]], one.counts[i]);
            }
        }
        return of(index -> counters[index]);
    }

    /** A copy as HdrHistogram's own class. */
    public Histogram toHdr() {
        var histogram = emptyHdr();
        for (var i = 0; i < indices.length; i++) {
            histogram.recordValueWithCount(lowest(indices[i]), counts[i]);
        }
        return histogram;
    }

    static Histogram emptyHdr() {
        return new Histogram(1, LIMIT, 2);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyHistogram that
                && Arrays.equals(indices, that.indices)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(indices) * 31 + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return count + " calls in " + indices.length + " buckets";
    }
}
