package dev.diver.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SyscallSamplerTest {
    @TempDir
    Path folder;

    private final AtomicBoolean closed = new AtomicBoolean();

    private SyscallSampler sampler(Supplier<Optional<SyscallStatistics>> reads) {
        var source = new SyscallSource() {
            @Override
            public Optional<SyscallStatistics> read() {
                assertFalse(closed.get());
                return reads.get();
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        return new SyscallSampler(source, folder, Duration.ofMillis(5));
    }

    @Test
    void followsTellsAndKeeps() throws Exception {
        var reads = new AtomicInteger();
        var sampler =
                sampler(() -> reads.incrementAndGet() < 3 ? Optional.empty() : Optional.of(Traces.bzip2(reads.get())));
        var told = new CountDownLatch(3);
        sampler.onTrace(trace -> {
            throw new IllegalStateException("a view that fails");
        });
        var last = new SyscallTrace[1];
        sampler.onTrace(trace -> {
            last[0] = trace;
            told.countDown();
        });
        sampler.start();
        assertTrue(told.await(120, TimeUnit.SECONDS));
        sampler.close();
        assertTrue(closed.get());
        var kept = SyscallFile.read(folder).orElseThrow();
        assertTrue(kept.complete());
        assertEquals(kept, last[0]);
        assertEquals(kept, sampler.latest().orElseThrow());
        assertEquals(Traces.bzip2(reads.get()), kept.statistics());
        assertTrue(kept.series().samples().size() >= 3);
        assertEquals(Optional.empty(), sampler.problem());
    }

    @Test
    void aDiveShorterThanAnIntervalIsCountedToo() {
        var sampler = sampler(() -> Optional.of(Traces.bzip2()));
        sampler.start();
        sampler.close();
        assertEquals(Traces.bzip2(), SyscallFile.read(folder).orElseThrow().statistics());
    }

    @Test
    void whatCannotBeUnderstoodIsSaidAndNotAskedAgain() {
        var reads = new AtomicInteger();
        var sampler = sampler(() -> {
            reads.incrementAndGet();
            throw new DiverException(Problem.Kind.UNSUPPORTED, "Another version.", "", "");
        });
        sampler.start();
        sampler.close();
        assertEquals("Another version.", sampler.problem().orElseThrow().what());
        assertEquals(1, reads.get());
        assertTrue(closed.get());
        assertEquals(Optional.empty(), SyscallFile.read(folder));
    }

    @Test
    void aLongTimeLineStaysShortAndKeepsItsEnds() {
        var recorder = new SeriesRecorder();
        for (var i = 0; i <= 100_000; i++) {
            recorder.add(new SyscallSeries.Sample(i * 250L, i * 10L, i * 9L));
        }
        var series = recorder.series();
        assertTrue(series.samples().size() <= SeriesRecorder.MOST + 1);
        assertTrue(series.samples().size() > SeriesRecorder.MOST / 4);
        assertEquals(0, series.samples().getFirst().atMillis());
        assertEquals(25_000_000, series.samples().getLast().atMillis());
        for (var rate : series.rates()) {
            assertEquals(36, rate.forwardedPerSecond(), 0.001);
            assertEquals(40, rate.callsPerSecond(), 0.001);
        }
    }
}
