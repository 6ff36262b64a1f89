package dev.diver.core.syscall;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Counts as the co-kernel does, in Java: for what is played, and for tests. Not thread-safe. */
public final class SyscallRecorder {
    private final Map<Key, Call> calls = new HashMap<>();
    private long doorbells;
    private long sleeps;

    private record Key(int number, Served served) {}

    private static final class Call {
        private final Histogram latencies = LatencyHistogram.emptyHdr();
        private long errors;
        private long total;
        private long longest;

        private ServedCalls calls() {
            return new ServedCalls(latencies.getTotalCount(), errors, total, longest, LatencyHistogram.of(latencies));
        }
    }

    /**
     * One call that returned.
     *
     * @param number below 512
     * @param failed whether it returned an error
     * @param nanos not negative
     */
    public void record(int number, Served served, boolean failed, long nanos) {
        var call = calls.computeIfAbsent(new Key(number, served), unused -> new Call());
        call.latencies.recordValue(Math.min(nanos, LatencyHistogram.LIMIT));
        call.errors += failed ? 1 : 0;
        call.total += nanos;
        call.longest = Math.max(call.longest, nanos);
    }

    /** A reply that the co-kernel halted for, and the interrupt that asked for it. */
    public void slept() {
        doorbells++;
        sleeps++;
    }

    public SyscallStatistics snapshot() {
        var list = calls.keySet().stream()
                .map(Key::number)
                .distinct()
                .map(number -> CallStatistics.of(number, served -> served(number, served)))
                .toList();
        return new SyscallStatistics(list, 0, 0, doorbells, sleeps, Optional.empty());
    }

    private ServedCalls served(int number, Served served) {
        var call = calls.get(new Key(number, served));
        return call == null ? ServedCalls.NONE : call.calls();
    }
}
