package dev.diver.core.syscall;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands behind the header of one frame, see {@link SnapshotEncoder}. */
final class SnapshotBody {
    private static final int SEVEN = 7;
    private static final int LOW = 0x7f;

    private final byte[] bytes;
    private final int end;
    private int at;

    SnapshotBody(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    SyscallStatistics read() {
        try {
            var localFaults = number();
            var remoteFaults = number();
            var doorbells = number();
            var sleeps = number();
            var calls = new ArrayList<CallStatistics>();
            for (var count = small(WindowLayout.CALLS); count > 0; count--) {
                calls.add(call());
            }
            var crash = small(1) == 1 ? Optional.of(crash()) : Optional.<CokernelCrash>empty();
            if (at != end) {
                throw SnapshotDecoder.damaged("A snapshot is longer than what it tells.");
            }
            return new SyscallStatistics(calls, localFaults, remoteFaults, doorbells, sleeps, crash);
        } catch (IllegalArgumentException e) {
            throw SnapshotDecoder.damaged("A snapshot contradicts itself: " + e.getMessage() + ".");
        }
    }

    private CallStatistics call() {
        return new CallStatistics(small(WindowLayout.CALLS - 1), served(), served(), served());
    }

    private ServedCalls served() {
        var count = number();
        return count == 0 ? ServedCalls.NONE : new ServedCalls(count, number(), number(), number(), latencies());
    }

    private LatencyHistogram latencies() {
        var used = small(WindowLayout.COUNTERS);
        if (used == 0) {
            return LatencyHistogram.EMPTY;
        }
        var counters = new long[WindowLayout.COUNTERS];
        var index = 0;
        for (var i = 0; i < used; i++) {
            index += small(WindowLayout.COUNTERS - 1 - index);
            counters[index] = Amounts.sum(counters[index], Amounts.clamped(number()));
        }
        return LatencyHistogram.of(i -> counters[i]);
    }

    private CokernelCrash crash() {
        return new CokernelCrash(
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                numbers(CokernelCrash.REGISTERS.size()),
                numbers(small(WindowLayout.BACKTRACE_LENGTH)),
                text(small(WindowLayout.REASON_LENGTH - 1)));
    }

    private List<Long> numbers(int count) {
        var list = new ArrayList<Long>(count);
        for (var i = 0; i < count; i++) {
            list.add(number());
        }
        return list;
    }

    private String text(int length) {
        if (length > end - at) {
            throw SnapshotDecoder.damaged("A snapshot is shorter than what it tells.");
        }
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.US_ASCII);
    }

    private int small(int most) {
        var value = number();
        if (value < 0 || value > most) {
            throw SnapshotDecoder.damaged(
                    "A snapshot says " + Long.toUnsignedString(value) + " where at most " + most + " can be.");
        }
        return (int) value;
    }

    private long number() {
        var value = 0L;
        for (var shift = 0; shift < Long.SIZE; shift += SEVEN) {
            if (at >= end) {
                throw SnapshotDecoder.damaged("A snapshot is shorter than what it tells.");
            }
            var next = bytes[at++];
            value |= (long) (next & LOW) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw SnapshotDecoder.damaged("A snapshot has a number of more than 64 bits.");
    }
}
