package dev.diver.core.syscall;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * One system call of a run, counted apart by who served it: what the specialized kernel serves itself and what it
 * forwards have latencies that have nothing in common.
 *
 * @param number of Linux on x86-64, below 512
 * @param byKernel what the specialized kernel served itself
 * @param byLinux what was forwarded
 * @param byNobody what was refused, because neither kernel can serve it here
 */
public record CallStatistics(int number, ServedCalls byKernel, ServedCalls byLinux, ServedCalls byNobody) {

    public CallStatistics {
        if (number < 0 || number >= WindowLayout.CALLS) {
            throw new IllegalArgumentException("call " + number);
        }
        if (byKernel.count() + byLinux.count() + byNobody.count() < 1) {
            throw new IllegalArgumentException("call " + number + ", 0 times");
        }
    }

    static CallStatistics of(int number, Function<Served, ServedCalls> calls) {
        return new CallStatistics(
                number, calls.apply(Served.LOCALLY), calls.apply(Served.BY_LINUX), calls.apply(Served.BY_NOBODY));
    }

    /** Such as {@code read}. */
    public String name() {
        return SyscallNames.of(number);
    }

    public ServedCalls by(Served served) {
        return switch (served) {
            case LOCALLY -> byKernel;
            case BY_LINUX -> byLinux;
            case BY_NOBODY -> byNobody;
        };
    }

    /** However they were served. */
    public ServedCalls all() {
        return byKernel.plus(byLinux).plus(byNobody);
    }

    /** Without those that somebody else served; empty where all were. */
    public Optional<CallStatistics> only(Served served) {
        return by(served).count() == 0
                ? Optional.empty()
                : Optional.of(of(number, one -> one == served ? by(one) : ServedCalls.NONE));
    }

    /** Whether more than one of the kernels, or one of them and nobody, served it. */
    public boolean isMixed() {
        return Arrays.stream(Served.values()).filter(one -> by(one).count() > 0).count() > 1;
    }

    /** All that returned, at least 1. */
    public long count() {
        return Amounts.sum(Amounts.sum(byKernel.count(), byLinux.count()), byNobody.count());
    }

    public long forwarded() {
        return byLinux.count();
    }

    public long local() {
        return byKernel.count();
    }

    public long unsupported() {
        return byNobody.count();
    }

    public long errors() {
        return Amounts.sum(Amounts.sum(byKernel.errors(), byLinux.errors()), byNobody.errors());
    }

    public long totalNanos() {
        return Amounts.sum(Amounts.sum(byKernel.totalNanos(), byLinux.totalNanos()), byNobody.totalNanos());
    }

    public long forwardedNanos() {
        return byLinux.totalNanos();
    }

    public long longestNanos() {
        return Math.max(Math.max(byKernel.longestNanos(), byLinux.longestNanos()), byNobody.longestNanos());
    }

    /** Of all; empty where there was no histogram left for some of them. */
    public LatencyHistogram latencies() {
        return all().latencies();
    }

    /** Of all, as {@link ServedCalls#percentile}. */
    public OptionalLong percentile(double percent) {
        return all().percentile(percent);
    }
}
