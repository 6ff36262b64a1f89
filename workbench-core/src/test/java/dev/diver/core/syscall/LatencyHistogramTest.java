package dev.diver.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.diver.core.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private final Random random = new Random(2);

    private long latency() {
        return random.nextLong(1L << random.nextInt(1, 41));
    }

    /** HdrHistogram has no public way to its index: what it takes as equivalent tells it. */
    @Test
    void countsWhereHdrHistogramCounts() {
        var theirs = LatencyHistogram.emptyHdr();
        var ours = new long[LatencyHistogram.COUNTERS];
        for (var i = 0; i < 100_000; i++) {
            var value = latency();
            theirs.recordValue(value);
            ours[LatencyHistogram.index(value)]++;
            assertEquals(theirs.lowestEquivalentValue(value), LatencyHistogram.lowest(LatencyHistogram.index(value)));
        }
        var built = LatencyHistogram.of(index -> ours[index]);
        assertEquals(theirs, built.toHdr());
        assertEquals(built, LatencyHistogram.of(theirs));
        for (var percent : new double[] {0.001, 1, 50, 90, 99, 99.9, 99.999, 100}) {
            assertEquals(
                    OptionalLong.of(theirs.getValueAtPercentile(percent)), built.percentile(percent), percent + " %");
        }
        for (var bucket : built.buckets()) {
            assertEquals(theirs.highestEquivalentValue(bucket.from()), bucket.to());
        }
    }

    @Test
    void eachIndexIsItsOwn() {
        for (var index = 0; index < LatencyHistogram.COUNTERS; index++) {
            assertEquals(index, LatencyHistogram.index(LatencyHistogram.lowest(index)));
        }
        assertEquals(LatencyHistogram.COUNTERS - 1, LatencyHistogram.index(Long.MAX_VALUE));
    }

    @Test
    void fewAndManyCallsHaveTheSamePercentilesAsTheirs() {
        for (var count = 1; count < 200; count++) {
            var theirs = LatencyHistogram.emptyHdr();
            for (var i = 0; i < count; i++) {
                theirs.recordValue(latency());
            }
            var ours = LatencyHistogram.of(theirs);
            assertEquals(theirs.getValueAtPercentile(50), ours.percentile(50).orElseThrow());
            assertEquals(theirs.getValueAtPercentile(99), ours.percentile(99).orElseThrow());
        }
        assertEquals(OptionalLong.empty(), LatencyHistogram.EMPTY.percentile(50));
    }

    @Test
    void itsTextIsHdrHistograms() throws Exception {
        var theirs = LatencyHistogram.emptyHdr();
        for (var i = 0; i < 1000; i++) {
            theirs.recordValue(latency());
        }
        var ours = LatencyHistogram.of(theirs);
        var text = HistogramText.encode(ours);
        assertEquals(theirs, Histogram.fromString(text));
        assertEquals(ours, HistogramText.decode(text));
        assertEquals(LatencyHistogram.EMPTY, HistogramText.decode(HistogramText.encode(LatencyHistogram.EMPTY)));
    }

    @Test
    void aTextWithOtherBoundsIsRefused() {
        var other = new Histogram(1, 1L << 50, 5);
        var buffer = java.nio.ByteBuffer.allocate(other.getNeededByteBufferCapacity());
        var length = other.encodeIntoCompressedByteBuffer(buffer);
        var text = java.util.Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(buffer.array(), length));
        assertThrows(IllegalArgumentException.class, () -> HistogramText.decode(text));
    }

    @Test
    void anyTextIsOneOrNone() {
        var histogram = LatencyHistogram.emptyHdr();
        histogram.recordValue(1234);
        var text = HistogramText.encode(LatencyHistogram.of(histogram));
        Mutations.of(text.getBytes(StandardCharsets.US_ASCII), bytes -> {
            try {
                HistogramText.decode(new String(bytes, StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException expected) {
                // said with words
            }
        });
    }
}
