package dev.diver.core.syscall;

import java.util.OptionalLong;

/**
 * The calls of one kind that one of the two kernels served, or neither. All numbers are from 0 to 2<sup>53</sup> - 1;
 * times are nanoseconds, each from the program's system call instruction to its return.
 *
 * @param count all that returned; all else is 0 where there was none
 * @param errors of these, returned an error
 * @param totalNanos of all
 * @param longestNanos of all
 * @param latencies of all; empty where the co-kernel had no histogram left for them
 */
public record ServedCalls(long count, long errors, long totalNanos, long longestNanos, LatencyHistogram latencies) {
    public static final ServedCalls NONE = new ServedCalls(0, 0, 0, 0, LatencyHistogram.EMPTY);

    public ServedCalls {
        requireAmount(count, Amounts.MOST);
        requireAmount(errors, count);
        requireAmount(totalNanos, count == 0 ? 0 : Amounts.MOST);
        requireAmount(longestNanos, totalNanos);
        if (count == 0 && latencies.count() > 0) {
            throw new IllegalArgumentException("latencies of no calls");
        }
    }

    private static void requireAmount(long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(value + " is not in 0.." + most);
        }
    }

    /** As this record wants it, whatever a guest wrote: it counts on while it is read, and may write anything. */
    static ServedCalls lenient(
            long count, long errors, long totalNanos, long longestNanos, LatencyHistogram latencies) {
        if (count == 0) {
            return NONE;
        }
        var all = Amounts.clamped(count);
        var total = Amounts.clamped(totalNanos);
        return new ServedCalls(
                all,
                Math.min(all, Amounts.clamped(errors)),
                total,
                Math.min(total, Amounts.clamped(longestNanos)),
                latencies);
    }

    /** In nanoseconds, exact to two digits and never above the longest; empty where there is no histogram. */
    public OptionalLong percentile(double percent) {
        var found = latencies.percentile(percent);
        return found.isPresent() ? OptionalLong.of(Math.min(found.getAsLong(), longestNanos)) : found;
    }

    private boolean lacksLatencies() {
        return count > 0 && latencies.count() == 0;
    }

    /** Both together; without latencies where those of one are not known, because a part says nothing of the whole. */
    ServedCalls plus(ServedCalls other) {
        return new ServedCalls(
                Amounts.sum(count, other.count),
                Amounts.sum(errors, other.errors),
                Amounts.sum(totalNanos, other.totalNanos),
                Math.max(longestNanos, other.longestNanos),
                lacksLatencies() || other.lacksLatencies() ? LatencyHistogram.EMPTY : latencies.plus(other.latencies));
    }
}
