package dev.diver.core.syscall;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A snapshot as bytes, for where memory cannot be shared, such as over a virtio-serial port. A frame is
 *
 * <pre>
 * "DSYS", version (1 byte), length of what follows (4 bytes, little-endian)
 * local faults, remote faults, doorbells, sleeps, number of calls
 * for each call, by ascending number:
 *     number
 *     three times, for those served by the co-kernel, by Linux, and by nobody: count, and where that is not zero
 *         errors, total, longest, number of counters
 *         for each counter that is not zero, by ascending index: distance from the index before it, count
 * 0, or 1 and the crash: vector, error, address, rip, rsp, rflags, cr3, 15 registers,
 *     number of return addresses, each of them, bytes of the reason, its text
 * </pre>
 *
 * All numbers behind the length are unsigned LEB128: seven bits a byte, lowest first, the highest bit set where more
 * follow.
 */
public final class SnapshotEncoder {
    static final byte[] MARK = {'D', 'S', 'Y', 'S'};
    static final int VERSION = 2;
    static final int HEADER = 9;
    /** Far above what the co-kernel's 192 histograms can fill: 8 MiB. */
    static final int LONGEST = 1 << 23;

    private static final int SEVEN = 7;
    private static final int LOW = 0x7f;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private SnapshotEncoder() {}

    /** One frame. */
    public static byte[] encode(SyscallStatistics snapshot) {
        var encoder = new SnapshotEncoder();
        encoder.write(snapshot);
        return encoder.frame();
    }

    private byte[] frame() {
        if (body.size() > LONGEST) {
            throw new IllegalArgumentException(body.size() + " bytes are more than a frame takes");
        }
        var frame = new ByteArrayOutputStream(HEADER + body.size());
        frame.writeBytes(MARK);
        frame.write(VERSION);
        for (var shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            frame.write(body.size() >>> shift);
        }
        frame.writeBytes(body.toByteArray());
        return frame.toByteArray();
    }

    private void write(SyscallStatistics snapshot) {
        number(snapshot.localFaults());
        number(snapshot.remoteFaults());
        number(snapshot.doorbells());
        number(snapshot.sleeps());
        number(snapshot.calls().size());
        snapshot.calls().forEach(this::write);
        number(snapshot.crash().isPresent() ? 1 : 0);
        snapshot.crash().ifPresent(this::write);
    }

    private void write(CallStatistics call) {
        number(call.number());
        write(call.byKernel());
        write(call.byLinux());
        write(call.byNobody());
    }

    private void write(ServedCalls calls) {
        number(calls.count());
        if (calls.count() == 0) {
            return;
        }
        number(calls.errors());
        number(calls.totalNanos());
        number(calls.longestNanos());
        var latencies = calls.latencies();
        number(latencies.used());
        var before = 0;
        for (var i = 0; i < latencies.used(); i++) {
            number(latencies.indexAt(i) - before);
            number(latencies.countAt(i));
            before = latencies.indexAt(i);
        }
    }

    private void write(CokernelCrash crash) {
        number(crash.vector());
        number(crash.error());
        number(crash.address());
        number(crash.rip());
        number(crash.rsp());
        number(crash.rflags());
        number(crash.cr3());
        crash.registers().forEach(this::number);
        number(crash.backtrace().size());
        crash.backtrace().forEach(this::number);
        var reason = crash.reason().getBytes(StandardCharsets.US_ASCII);
        number(reason.length);
        body.writeBytes(reason);
    }

    private void number(long value) {
        var rest = value;
        while ((rest & ~LOW) != 0) {
            body.write((int) (rest & LOW) | LOW + 1);
            rest >>>= SEVEN;
        }
        body.write((int) rest);
    }
}
