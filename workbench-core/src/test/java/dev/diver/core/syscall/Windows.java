package dev.diver.core.syscall;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Windows as the module and the co-kernel write them. */
final class Windows {
    private Windows() {}

    static ByteBuffer empty() {
        return ByteBuffer.allocate((int) WindowLayout.WINDOW_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer of(SyscallStatistics statistics) {
        var window = empty();
        window.putLong(WindowLayout.MAGIC, WindowLayout.MAGIC_VALUE)
                .putInt(WindowLayout.VERSION, WindowLayout.VERSION_VALUE)
                .putInt(WindowLayout.SIZE, WindowLayout.SIZE_OF_WINDOW)
                .putInt(WindowLayout.COKERNEL_VERSION, WindowLayout.VERSION_VALUE)
                .putInt(
                        WindowLayout.STATE,
                        statistics.crash().isPresent() ? WindowLayout.STATE_CRASHED : WindowLayout.STATE_UP);
        var at = WindowLayout.STATISTICS;
        window.putLong(at + WindowLayout.LOCAL_FAULTS, statistics.localFaults())
                .putLong(at + WindowLayout.REMOTE_FAULTS, statistics.remoteFaults())
                .putLong(at + WindowLayout.DOORBELLS, statistics.doorbells())
                .putLong(at + WindowLayout.SLEEPS, statistics.sleeps());
        var histograms = 0;
        for (var call : statistics.calls()) {
            for (var served : Served.values()) {
                if (call.by(served).count() > 0) {
                    put(window, call, served, histograms < WindowLayout.HISTOGRAM_LIMIT ? ++histograms : 0);
                }
            }
        }
        window.putInt(at + WindowLayout.HISTOGRAM_COUNT, histograms);
        statistics.crash().ifPresent(crash -> put(window, crash));
        return window;
    }

    private static void put(ByteBuffer window, CallStatistics call, Served served, int histogram) {
        var at = WindowLayout.STATISTICS
                + (call.number() * WindowLayout.SERVERS + served.ordinal()) * WindowLayout.SIZE_OF_COUNT;
        var calls = call.by(served);
        window.putLong(at + WindowLayout.COUNT_COUNT, calls.count())
                .putLong(at + WindowLayout.COUNT_ERRORS, calls.errors())
                .putLong(at + WindowLayout.COUNT_TOTAL, calls.totalNanos())
                .putLong(at + WindowLayout.COUNT_LONGEST, calls.longestNanos())
                .putInt(at + WindowLayout.COUNT_HISTOGRAM, histogram);
        var counters = WindowLayout.STATISTICS
                + WindowLayout.HISTOGRAMS
                + (histogram - 1) * WindowLayout.COUNTERS * Integer.BYTES;
        var latencies = calls.latencies();
        for (var i = 0; histogram > 0 && i < latencies.used(); i++) {
            window.putInt(counters + latencies.indexAt(i) * Integer.BYTES, (int) latencies.countAt(i));
        }
    }

    private static void put(ByteBuffer window, CokernelCrash crash) {
        var at = WindowLayout.CRASH;
        window.putLong(at + WindowLayout.CRASH_VECTOR, crash.vector())
                .putLong(at + WindowLayout.CRASH_ERROR, crash.error())
                .putLong(at + WindowLayout.CRASH_ADDRESS, crash.address())
                .putLong(at + WindowLayout.CRASH_RIP, crash.rip())
                .putLong(at + WindowLayout.CRASH_RSP, crash.rsp())
                .putLong(at + WindowLayout.CRASH_RFLAGS, crash.rflags())
                .putLong(at + WindowLayout.CRASH_CR3, crash.cr3());
        for (var i = 0; i < crash.registers().size(); i++) {
            window.putLong(
                    at + WindowLayout.CRASH_REGISTERS + i * Long.BYTES,
                    crash.registers().get(i));
        }
        for (var i = 0; i < crash.backtrace().size(); i++) {
            window.putLong(
                    at + WindowLayout.CRASH_BACKTRACE + i * Long.BYTES,
                    crash.backtrace().get(i));
        }
        window.put(at + WindowLayout.CRASH_REASON, crash.reason().getBytes(StandardCharsets.US_ASCII));
    }
}
