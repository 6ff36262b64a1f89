package dev.diver.core.syscall;

import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts as the co-kernel does, in Java: for what is played, and for tests. Not thread-safe. */
public final class SyscallRecorder {
    private final TreeMap<Integer, Call> calls = new TreeMap<>();
    private long doorbells;
    private long sleeps;

    /** Who served a call. */
    public enum Served {
        LOCALLY,
        BY_LINUX,
        BY_NOBODY
    }

    private static final class Call {
        private final Histogram latencies = LatencyHistogram.emptyHdr();
        private long forwarded;
        private long errors;
        private long unsupported;
        private long total;
        private long forwardedTotal;
        private long longest;
    }

    /**
     * One call that returned.
     *
     * @param number below 512
     * @param failed whether it returned an error
     * @param nanos not negative
     */
    public void record(int number, Served served, boolean failed, long nanos) {
        var call = calls.computeIfAbsent(number, unused -> new Call());
        call.latencies.recordValue(Math.min(nanos, LatencyHistogram.LIMIT));
        call.errors += failed ? 1 : 0;
        call.total += nanos;
        call.longest = Math.max(call.longest, nanos);
        switch (served) {
            case LOCALLY -> {}
            case BY_LINUX -> {
                call.forwarded++;
                call.forwardedTotal += nanos;
            }
            case BY_NOBODY -> call.unsupported++;
        }
    }

    /** A reply that the co-kernel halted for, and the interrupt that asked for it. */
    public void slept() {
        doorbells++;
        sleeps++;
    }

    public SyscallStatistics snapshot() {
        var list = calls.entrySet().stream()
                .map(entry -> statistics(entry.getKey(), entry.getValue()))
                .toList();
        return new SyscallStatistics(list, 0, 0, doorbells, sleeps, Optional.empty());
    }

    private static CallStatistics statistics(int number, Call call) {
        return new CallStatistics(
                number,
                call.latencies.getTotalCount(),
                call.forwarded,
                call.errors,
                call.unsupported,
                call.total,
                call.forwardedTotal,
                call.longest,
                LatencyHistogram.of(call.latencies));
    }
}
