package dev.diver.core.syscall;

/**
 * The system calls of one run: what was counted, and how it came over time.
 *
 * @param statistics up to the latest sample
 * @param durationMillis from the moment when the co-kernel's counters were there to the latest sample
 * @param complete whether that sample was taken after the guest had ended
 */
public record SyscallTrace(SyscallStatistics statistics, SyscallSeries series, long durationMillis, boolean complete) {
    public SyscallTrace {
        if (durationMillis < 0) {
            throw new IllegalArgumentException("it lasted " + durationMillis + " ms");
        }
    }

    /** Without the calls that somebody else served. */
    public SyscallTrace only(Served served) {
        return new SyscallTrace(statistics.only(served), series, durationMillis, complete);
    }
}
