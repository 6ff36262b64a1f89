package dev.diver.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SyscallAdviceTest {
    private static SyscallTrace trace(SyscallRecorder recorder, long millis) {
        return new SyscallTrace(recorder.snapshot(), SyscallSeries.EMPTY, millis, true);
    }

    @Test
    void ranksByForwardedTimeAndTellsWhatItWouldSave() {
        var recorder = new SyscallRecorder();
        for (var i = 0; i < 100; i++) {
            recorder.record(Traces.WRITE, Served.BY_LINUX, false, 30_000);
            recorder.record(Traces.READ, Served.BY_LINUX, false, 10_000);
            recorder.record(Traces.BRK, Served.LOCALLY, false, 100);
        }
        recorder.record(Traces.POLL, Served.BY_LINUX, false, 500_000);
        var advice = SyscallAdvice.of(trace(recorder, 9));
        assertTrue(advice.measured());
        assertEquals(100, advice.localNanos());
        assertEquals(
                List.of("write", "read", "poll"),
                advice.items().stream().map(SyscallAdvice.Item::name).toList());
        var write = advice.items().getFirst();
        assertEquals(3_000_000 - 100 * 100, write.savedNanos());
        assertEquals(3.0 / 4.5, write.shareOfForwarded(), 1e-9);
        assertEquals(2.99 / 9, write.shareOfRun(), 1e-9);
        assertFalse(write.mayWait());
        assertTrue(advice.items().getLast().mayWait());
    }

    @Test
    void withoutALocalCallATypicalOneIsAssumed() {
        var recorder = new SyscallRecorder();
        recorder.record(Traces.READ, Served.BY_LINUX, false, 1000);
        recorder.record(Traces.WRITE, Served.BY_LINUX, false, 150);
        var advice = SyscallAdvice.of(trace(recorder, 0));
        assertFalse(advice.measured());
        assertEquals(200, advice.localNanos());
        // A write would not get faster.
        assertEquals(1, advice.items().size());
        assertEquals(800, advice.items().getFirst().savedNanos());
        assertEquals(0, advice.items().getFirst().shareOfRun());
    }

    @Test
    void withoutForwardedCallsThereIsNone() {
        assertEquals(
                List.of(), SyscallAdvice.of(trace(new SyscallRecorder(), 5)).items());
    }

    @Test
    void comparesCallByCall() {
        var comparison = SyscallComparison.of(List.of("A", "B"), List.of(Traces.bzip2(734), Traces.bzip2(700)));
        var read = comparison.rows().stream()
                .filter(row -> row.name().equals("read"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of(734L, 700L), read.values(CallStatistics::count));
        assertEquals(List.of(-34L), read.differences(CallStatistics::count));
        var onlyFirst = SyscallComparison.of(List.of("A", "B"), List.of(Traces.bzip2(), SyscallStatistics.NONE));
        assertEquals(List.of(151L, 0L), onlyFirst.rows().getFirst().values(CallStatistics::count));
        assertEquals(List.of(-151L), onlyFirst.rows().getFirst().differences(CallStatistics::count));
        assertEquals(4 * 2 + 1, SyscallCsv.of(comparison).lines().count());
    }

    @Test
    void spreadsheetsGetALineForEachCall() {
        var lines = SyscallCsv.of(Traces.bzip2()).lines().toList();
        assertEquals(5, lines.size());
        assertTrue(lines.get(1).startsWith("read,0,734,734,0,0,0,"), lines.get(1));
        var fields = lines.getFirst().split(",").length;
        lines.forEach(line -> assertEquals(fields, line.split(",", -1).length));
    }

    @Test
    void timesAreReadable() {
        assertEquals("0 ns", NanoWords.of(0));
        assertEquals("999 ns", NanoWords.of(999));
        assertEquals("1.1 us", NanoWords.of(1100));
        assertEquals("-91.0 us", NanoWords.of(-91_000));
        assertEquals("100 us", NanoWords.of(99_960));
        assertEquals("1.0 ms", NanoWords.of(999_600));
        assertEquals("2.4 s", NanoWords.of(2_400_000_000L));
    }
}
