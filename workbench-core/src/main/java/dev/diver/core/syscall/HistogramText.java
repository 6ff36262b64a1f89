package dev.diver.core.syscall;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;

/**
 * A histogram as base64 of HdrHistogram's compressed encoding (version 2), which its tools in other languages and its
 * plotters read.
 */
final class HistogramText {
    private static final int COMPRESSED = 0x1c84_9304 | 0x10;
    private static final int HEADER = 8;
    /** Of a histogram with all of its counters in use: nine bytes each, and a header of 40. */
    private static final int LONGEST = 40 + 9 * WindowLayout.COUNTERS;

    private static final int DIGITS_AT = 12;
    private static final int LOWEST_AT = 16;
    private static final int HIGHEST_AT = 24;

    private HistogramText() {}

    static String encode(LatencyHistogram latencies) {
        var histogram = latencies.toHdr();
        var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        var length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(buffer.array(), length));
    }

    /** @throws IllegalArgumentException where it is none, or one with other bounds than ours */
    static LatencyHistogram decode(String text) {
        // HdrHistogram's own reader allocates what a header asks for, so the header is looked at first.
        var plain = inflated(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
        try {
            if (plain.getInt(DIGITS_AT) != 2
                    || plain.getLong(LOWEST_AT) != 1
                    || plain.getLong(HIGHEST_AT) != LatencyHistogram.LIMIT
                    || plain.getInt(Integer.BYTES) > plain.limit()) {
                throw new IllegalArgumentException("a histogram with other bounds");
            }
            return LatencyHistogram.of(Histogram.decodeFromByteBuffer(plain, 0));
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new IllegalArgumentException("a histogram that is cut off", e);
        }
    }

    private static ByteBuffer inflated(ByteBuffer packed) {
        if (packed.remaining() < HEADER || packed.getInt() != COMPRESSED) {
            throw new IllegalArgumentException("no histogram");
        }
        packed.getInt();
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var plain = new byte[LONGEST];
            var length = inflater.inflate(plain);
            if (!inflater.finished()) {
                throw new IllegalArgumentException("a histogram that is cut off, or too long");
            }
            return ByteBuffer.wrap(plain, 0, length).slice();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("a damaged histogram", e);
        } finally {
            inflater.end();
        }
    }
}
