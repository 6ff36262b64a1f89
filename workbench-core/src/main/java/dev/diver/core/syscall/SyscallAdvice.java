package dev.diver.core.syscall;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Which calls the specialized kernel should serve itself first, in place of forwarding them.
 *
 * <p>What that would save is an estimate: a call that is served locally is taken to cost the median latency of the
 * run's calls that were; where there are none, 0.2 microseconds. A call that waits for
 * something, such as poll, would mostly wait as long without Linux; it is marked, and what it saves is an upper bound.
 *
 * @param localNanos what a local call is taken to cost, in nanoseconds
 * @param measured whether that is of this run
 * @param items those that would save something, the one that costs the most first
 */
public record SyscallAdvice(long localNanos, boolean measured, List<Item> items) {
    private static final long TYPICAL_LOCAL_NANOS = 200;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int PERCENT_50 = 50;
    private static final Set<String> WAITING = Set.of(
            "poll",
            "ppoll",
            "select",
            "pselect6",
            "epoll_wait",
            "epoll_pwait",
            "epoll_pwait2",
            "futex",
            "nanosleep",
            "clock_nanosleep",
            "pause",
            "wait4",
            "waitid",
            "accept",
            "accept4",
            "recvfrom",
            "recvmsg",
            "rt_sigsuspend",
            "rt_sigtimedwait",
            "msgrcv",
            "semtimedop",
            "flock");

    /**
     * One call.
     *
     * @param forwarded how often Linux served it
     * @param forwardedNanos what that took
     * @param savedNanos what of it would be saved, at most
     * @param shareOfForwarded of the time of all forwarded calls, 0 to 1
     * @param shareOfRun of the run's duration that would be saved, 0 to 1
     * @param mayWait whether it may have waited for something that takes its time whoever serves it
     */
    public record Item(
            int number,
            String name,
            long forwarded,
            long forwardedNanos,
            long savedNanos,
            double shareOfForwarded,
            double shareOfRun,
            boolean mayWait) {}

    public SyscallAdvice {
        items = List.copyOf(items);
    }

    public static SyscallAdvice of(SyscallTrace trace) {
        var statistics = trace.statistics();
        var median = statistics.calls().stream()
                .map(call -> call.byKernel().latencies())
                .reduce(LatencyHistogram.EMPTY, LatencyHistogram::plus)
                .percentile(PERCENT_50);
        var local = median.orElse(TYPICAL_LOCAL_NANOS);
        var all = statistics.forwardedNanos();
        var items = statistics.calls().stream()
                .filter(call -> saved(call, local) > 0)
                .sorted(Comparator.comparingLong(CallStatistics::forwardedNanos).reversed())
                .map(call -> item(call, local, all, trace.durationMillis()))
                .toList();
        return new SyscallAdvice(local, median.isPresent(), items);
    }

    private static Item item(CallStatistics call, long local, long all, long durationMillis) {
        var saved = saved(call, local);
        return new Item(
                call.number(),
                call.name(),
                call.forwarded(),
                call.forwardedNanos(),
                saved,
                (double) call.forwardedNanos() / all,
                durationMillis == 0 ? 0 : Math.min(1, saved / (durationMillis * NANOS_PER_MILLI)),
                WAITING.contains(call.name()));
    }

    private static long saved(CallStatistics call, long local) {
        return call.forwardedNanos()
                - Math.min(call.forwardedNanos(), Amounts.clamped(saturated(call.forwarded(), local)));
    }

    private static long saturated(long one, long other) {
        return Math.multiplyHigh(one, other) == 0 ? one * other : -1;
    }
}
