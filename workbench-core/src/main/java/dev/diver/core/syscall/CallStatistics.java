package dev.diver.core.syscall;

import java.util.OptionalLong;

/**
 * One system call of a run. All numbers are from 0 to 2<sup>53</sup> - 1; times are nanoseconds, each from the program's
 * system call instruction to its return.
 *
 * @param number of Linux on x86-64, below 512
 * @param count all that returned, at least 1
 * @param forwarded of these, served by Linux
 * @param errors of all, returned an error
 * @param unsupported of all, refused because neither kernel can serve it here
 * @param totalNanos of all
 * @param forwardedNanos of the forwarded ones
 * @param longestNanos of all
 * @param latencies of all; empty where the co-kernel had no histogram left for this call
 */
public record CallStatistics(
        int number,
        long count,
        long forwarded,
        long errors,
        long unsupported,
        long totalNanos,
        long forwardedNanos,
        long longestNanos,
        LatencyHistogram latencies) {

    public CallStatistics {
        if (number < 0 || number >= WindowLayout.CALLS || count < 1) {
            throw new IllegalArgumentException("call " + number + ", " + count + " times");
        }
        requireAmount(forwarded, count);
        requireAmount(errors, count);
        requireAmount(unsupported, count - forwarded);
        requireAmount(totalNanos, Amounts.MOST);
        requireAmount(forwardedNanos, totalNanos);
        requireAmount(longestNanos, Amounts.MOST);
    }

    private static void requireAmount(long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(value + " is not in 0.." + most);
        }
    }

    /** As this record wants it, whatever a guest wrote: it counts on while it is read, and may write anything. */
    static CallStatistics lenient(
            int number,
            long count,
            long forwarded,
            long errors,
            long unsupported,
            long totalNanos,
            long forwardedNanos,
            long longestNanos,
            LatencyHistogram latencies) {
        var all = Amounts.clamped(count);
        var byLinux = Math.min(all, Amounts.clamped(forwarded));
        var total = Amounts.clamped(totalNanos);
        return new CallStatistics(
                number,
                all,
                byLinux,
                Math.min(all, Amounts.clamped(errors)),
                Math.min(all - byLinux, Amounts.clamped(unsupported)),
                total,
                Math.min(total, Amounts.clamped(forwardedNanos)),
                Amounts.clamped(longestNanos),
                latencies);
    }

    /** Such as {@code read}. */
    public String name() {
        return SyscallNames.of(number);
    }

    /** Those that the specialized kernel served itself. */
    public long local() {
        return count - forwarded - unsupported;
    }

    /** Of all that Linux did not serve, in nanoseconds. */
    public long localNanos() {
        return totalNanos - forwardedNanos;
    }

    /** In nanoseconds, exact to two digits and never above the longest; empty where there is no histogram. */
    public OptionalLong percentile(double percent) {
        var found = latencies.percentile(percent);
        return found.isPresent() ? OptionalLong.of(Math.min(found.getAsLong(), longestNanos)) : found;
    }
}
