package dev.diver.core.syscall;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Reads the window that co-kernel, module and proxy share. It is the guest's memory: it changes while it is read, and
 * may hold anything; what comes out is always well-formed. Not thread-safe where the memory's owner may unmap it.
 */
public final class WindowReader {
    /** Of the window that this Diver shares with co-kernel, module and proxy: COKERNEL_VERSION of cokernel.h. */
    public static final int VERSION = WindowLayout.VERSION_VALUE;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment window;

    /**
     * @param window the region from its start, at least 4 MiB of it; only read
     * @throws DiverException where it is smaller
     */
    public WindowReader(MemorySegment window) {
        if (window.byteSize() < WindowLayout.WINDOW_SIZE) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    "The window that the co-kernel shares could not be read.",
                    "It has " + window.byteSize() + " bytes instead of " + WindowLayout.WINDOW_SIZE + ".",
                    "Give the co-kernel's region the memory that its plan names.");
        }
        this.window = window.asReadOnly();
    }

    /** @param window from its position to its limit, as above */
    public WindowReader(ByteBuffer window) {
        this(MemorySegment.ofBuffer(window));
    }

    /**
     * Whether the module has set the window up.
     *
     * @throws DiverException where something else stands there, or another version of it
     */
    public boolean isThere() {
        var magic = window.get(LONG, WindowLayout.MAGIC);
        var version = window.get(INT, WindowLayout.VERSION);
        var size = window.get(INT, WindowLayout.SIZE);
        if (magic == 0 || version == 0 || size == 0) {
            // Zeros before the module loads; it may also be just writing them.
            return false;
        }
        if (magic != WindowLayout.MAGIC_VALUE) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    "The window that the co-kernel shares could not be read.",
                    "It begins with 0x" + Long.toHexString(magic) + ", which is not the mark of a co-kernel's region.",
                    "Let the partition plan name the same region for Linux's module and for the workbench.");
        }
        requireVersion("module in Linux", version);
        if (size != WindowLayout.SIZE_OF_WINDOW) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    "The window that the co-kernel shares could not be read.",
                    "The module in Linux made it " + Integer.toUnsignedString(size) + " bytes large instead of "
                            + WindowLayout.SIZE_OF_WINDOW + ", although both speak version "
                            + WindowLayout.VERSION_VALUE + ".",
                    "Build the guest again (diver pull), so that all parts come from one header.");
        }
        var cokernel = window.get(INT, WindowLayout.COKERNEL_VERSION);
        if (cokernel != 0) {
            requireVersion("co-kernel", cokernel);
        }
        return true;
    }

    private static void requireVersion(String who, int version) {
        if (version != WindowLayout.VERSION_VALUE) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    "The window that the co-kernel shares could not be read.",
                    "The " + who + " speaks version " + Integer.toUnsignedString(version)
                            + " of it, this Diver version " + WindowLayout.VERSION_VALUE + ".",
                    "Pull the kernel again (diver pull), or use the Diver that came with it.");
        }
    }

    /** Whether the co-kernel was told to count nothing. */
    public boolean isStatisticsOff() {
        return window.get(INT, WindowLayout.STATISTICS_OFF) != 0;
    }

    /** All that was counted up to now; empty where the window is not there yet. Throws as {@link #isThere}. */
    public Optional<SyscallStatistics> statistics() {
        if (!isThere()) {
            return Optional.empty();
        }
        var calls = new ArrayList<CallStatistics>();
        for (var number = 0; number < WindowLayout.CALLS; number++) {
            call(number).ifPresent(calls::add);
        }
        return Optional.of(new SyscallStatistics(
                calls,
                counter(WindowLayout.LOCAL_FAULTS),
                counter(WindowLayout.REMOTE_FAULTS),
                counter(WindowLayout.DOORBELLS),
                counter(WindowLayout.SLEEPS),
                crash()));
    }

    /** How an error of its own ended the program; empty where none did. Throws as {@link #isThere}. */
    public Optional<CokernelCrash> programEnd() {
        return recorded(WindowLayout.PROGRAM_END);
    }

    /**
     * What a co-kernel that is just crashing has written down, before it tells Linux and the statistics have it; empty where
     * it does not crash. Throws as {@link #isThere}.
     */
    public Optional<CokernelCrash> lastWords() {
        return recorded(WindowLayout.CRASH);
    }

    private Optional<CokernelCrash> recorded(int offset) {
        return isThere() && window.get(INT, offset + WindowLayout.CRASH_REASON) != 0
                ? Optional.of(crash(offset))
                : Optional.empty();
    }

    /** Whether the co-kernel told the proxy that the program is at its end; otherwise whatever ended it came from Linux. */
    public boolean hasProgramEnded() {
        var last = window.get(INT, WindowLayout.LAST_CALL);
        return isThere() && (last == WindowLayout.CALL_EXIT || last == WindowLayout.CALL_KILLED);
    }

    private long counter(int offset) {
        return Amounts.clamped(window.get(LONG, WindowLayout.STATISTICS + offset));
    }

    private Optional<CallStatistics> call(int number) {
        // Each read once: the co-kernel may count the first in between.
        var calls = Arrays.stream(Served.values())
                .collect(Collectors.toMap(Function.identity(), served -> calls(number, served)));
        return calls.values().stream().allMatch(served -> served.count() == 0)
                ? Optional.empty()
                : Optional.of(CallStatistics.of(number, calls::get));
    }

    private ServedCalls calls(int number, Served served) {
        var at = WindowLayout.STATISTICS
                + ((long) number * WindowLayout.SERVERS + served.ordinal()) * WindowLayout.SIZE_OF_COUNT;
        var count = window.get(LONG, at + WindowLayout.COUNT_COUNT);
        return count == 0
                ? ServedCalls.NONE
                : ServedCalls.lenient(
                        count,
                        window.get(LONG, at + WindowLayout.COUNT_ERRORS),
                        window.get(LONG, at + WindowLayout.COUNT_TOTAL),
                        window.get(LONG, at + WindowLayout.COUNT_LONGEST),
                        histogram(window.get(INT, at + WindowLayout.COUNT_HISTOGRAM)));
    }

    /** @param reference 1 + its index, 0 for none; whatever else a guest wrote is none either */
    private LatencyHistogram histogram(int reference) {
        if (reference < 1 || reference > WindowLayout.HISTOGRAM_LIMIT) {
            return LatencyHistogram.EMPTY;
        }
        var counters = window.asSlice(
                WindowLayout.STATISTICS
                        + WindowLayout.HISTOGRAMS
                        + (long) (reference - 1) * WindowLayout.COUNTERS * Integer.BYTES,
                (long) WindowLayout.COUNTERS * Integer.BYTES);
        return LatencyHistogram.of(index -> Integer.toUnsignedLong(counters.get(INT, (long) index * Integer.BYTES)));
    }

    /** What the co-kernel left where it crashed. */
    private Optional<CokernelCrash> crash() {
        return window.get(INT, WindowLayout.STATE) == WindowLayout.STATE_CRASHED
                ? Optional.of(crash(WindowLayout.CRASH))
                : Optional.empty();
    }

    private CokernelCrash crash(int offset) {
        var crash = window.asSlice(offset, WindowLayout.CRASH_REASON + WindowLayout.REASON_LENGTH);
        return new CokernelCrash(
                crash.get(LONG, WindowLayout.CRASH_VECTOR),
                crash.get(LONG, WindowLayout.CRASH_ERROR),
                crash.get(LONG, WindowLayout.CRASH_ADDRESS),
                crash.get(LONG, WindowLayout.CRASH_RIP),
                crash.get(LONG, WindowLayout.CRASH_RSP),
                crash.get(LONG, WindowLayout.CRASH_RFLAGS),
                crash.get(LONG, WindowLayout.CRASH_CR3),
                longs(crash, WindowLayout.CRASH_REGISTERS, CokernelCrash.REGISTERS.size())
                        .boxed()
                        .toList(),
                longs(crash, WindowLayout.CRASH_BACKTRACE, WindowLayout.BACKTRACE_LENGTH)
                        .takeWhile(address -> address != 0)
                        .boxed()
                        .toList(),
                reason(crash));
    }

    private static LongStream longs(MemorySegment crash, int offset, int count) {
        return LongStream.range(0, count).map(i -> crash.get(LONG, offset + i * Long.BYTES));
    }

    private static String reason(MemorySegment crash) {
        var bytes = crash.asSlice(WindowLayout.CRASH_REASON, WindowLayout.REASON_LENGTH)
                .toArray(ValueLayout.JAVA_BYTE);
        var end = List.of(new String(bytes, StandardCharsets.US_ASCII).split("\0", 2));
        return end.getFirst();
    }
}
