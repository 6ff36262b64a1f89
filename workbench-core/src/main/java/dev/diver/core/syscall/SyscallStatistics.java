package dev.diver.core.syscall;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * All system calls of a run up to one moment. Immutable.
 *
 * @param calls those that were made, by ascending number, each once
 * @param localFaults pages that the co-kernel made because the program touched them
 * @param remoteFaults pages that it made because Linux touched them
 * @param doorbells interrupts that it sent to Linux
 * @param sleeps times that it halted its processor while it waited for a reply
 * @param crash how the co-kernel itself ended, where it met an error of its own
 */
public record SyscallStatistics(
        List<CallStatistics> calls,
        long localFaults,
        long remoteFaults,
        long doorbells,
        long sleeps,
        Optional<CokernelCrash> crash) {
    /** Before the first call. */
    public static final SyscallStatistics NONE = new SyscallStatistics(List.of(), 0, 0, 0, 0, Optional.empty());

    public SyscallStatistics {
        calls = calls.stream()
                .sorted(Comparator.comparingInt(CallStatistics::number))
                .toList();
        if (calls.stream().map(CallStatistics::number).distinct().count() != calls.size()) {
            throw new IllegalArgumentException("a call is there twice");
        }
        if (localFaults < 0 || remoteFaults < 0 || doorbells < 0 || sleeps < 0) {
            throw new IllegalArgumentException("a negative count");
        }
    }

    public Optional<CallStatistics> call(int number) {
        return calls.stream().filter(call -> call.number() == number).findFirst();
    }

    /** Without the calls that somebody else served; what is not of calls stays. */
    public SyscallStatistics only(Served served) {
        return new SyscallStatistics(
                calls.stream().flatMap(call -> call.only(served).stream()).toList(),
                localFaults,
                remoteFaults,
                doorbells,
                sleeps,
                crash);
    }

    public long total() {
        return sum(CallStatistics::count);
    }

    public long forwarded() {
        return sum(CallStatistics::forwarded);
    }

    public long local() {
        return sum(CallStatistics::local);
    }

    public long errors() {
        return sum(CallStatistics::errors);
    }

    public long unsupported() {
        return sum(CallStatistics::unsupported);
    }

    /** Of all calls, in nanoseconds. */
    public long totalNanos() {
        return sum(CallStatistics::totalNanos);
    }

    /** Of the forwarded calls, in nanoseconds. */
    public long forwardedNanos() {
        return sum(CallStatistics::forwardedNanos);
    }

    /** At most 512 numbers of 53 bits. */
    private long sum(ToLongFunction<CallStatistics> value) {
        return calls.stream().mapToLong(value).sum();
    }
}
