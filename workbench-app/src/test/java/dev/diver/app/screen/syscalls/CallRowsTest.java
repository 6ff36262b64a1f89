package dev.diver.app.screen.syscalls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.syscall.Served;
import dev.diver.core.syscall.SyscallNames;
import dev.diver.core.syscall.SyscallRecorder;
import dev.diver.core.syscall.SyscallSeries;
import dev.diver.core.syscall.SyscallSeries.Sample;
import dev.diver.core.syscall.SyscallTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the view shows, without a window. */
class CallRowsTest {
    private static ShownRun run(int reads) {
        var recorder = new SyscallRecorder();
        many(recorder, "read", Served.BY_LINUX, reads, 1000);
        many(recorder, "brk", Served.LOCALLY, 50, 100);
        many(recorder, "futex", Served.LOCALLY, 30, 100);
        many(recorder, "futex", Served.BY_LINUX, 10, 5000);
        many(recorder, "clone", Served.BY_NOBODY, 1, 90);
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < 400; i++) {
            samples.add(new Sample(i * 250L, i * 20L, i * 10L));
        }
        return new ShownRun(null, new SyscallTrace(recorder.snapshot(), new SyscallSeries(samples), 399 * 250L, true));
    }

    private static void many(SyscallRecorder recorder, String name, Served served, int count, long nanos) {
        for (var i = 0; i < count; i++) {
            recorder.record(SyscallNames.number(name).orElseThrow(), served, false, nanos);
        }
    }

    private static List<String> names(List<CallRow> rows) {
        return rows.stream().map(CallRow::name).toList();
    }

    @Test
    void theLargestComesFirstAndFillsTheRoom() {
        var rows = CallRows.of(List.of(run(100)), Choice.FIRST);
        assertEquals(List.of("read", "brk", "futex", "clone"), names(rows));
        assertEquals(1, rows.getFirst().bars().getFirst().linux());
        assertEquals(0.5, rows.get(1).bars().getFirst().kernel(), 1e-9);
        var futex = rows.get(2).bars().getFirst();
        assertEquals(0.3, futex.kernel(), 1e-9);
        assertEquals(0.1, futex.linux(), 1e-9);
        assertEquals(0.01, rows.get(3).bars().getFirst().nobody(), 1e-9);
        assertTrue(
                rows.getFirst().words().contains("100 forwarded, 0 local"),
                rows.getFirst().words());
    }

    @Test
    void choicesChooseAndSort() {
        var runs = List.of(run(100));
        assertEquals(
                List.of("read", "brk", "clone", "futex"),
                names(CallRows.of(runs, new Choice(Measure.COUNT, false, Server.BOTH, true))));
        assertEquals(
                List.of("read", "futex"),
                names(CallRows.of(runs, new Choice(Measure.COUNT, false, Server.LINUX, false))));
        assertEquals(
                List.of("brk", "futex"),
                names(CallRows.of(runs, new Choice(Measure.COUNT, false, Server.KERNEL, false))));
        var time = CallRows.of(runs, new Choice(Measure.TIME, false, Server.BOTH, false));
        assertEquals("100 us", time.getFirst().bars().getFirst().text());
        // What nobody served was not served by the kernel.
        assertTrue(time.stream()
                .filter(row -> row.name().equals("clone"))
                .allMatch(row -> row.bars().getFirst().kernel() == 0));
        var slowest = CallRows.of(runs, new Choice(Measure.P99, false, Server.BOTH, false));
        assertEquals("futex", slowest.getFirst().name());
        var log = CallRows.of(runs, new Choice(Measure.COUNT, true, Server.BOTH, false));
        assertTrue(log.getLast().bars().getFirst().nobody() > 0.1);
    }

    /** futex: 30 times 100 ns here, 10 times 5 us in Linux. */
    @Test
    void whatBothServedIsShownApart() {
        var runs = List.of(run(1));
        assertEquals("3.0 us", futex(runs, Measure.TIME, Server.KERNEL).text());
        assertEquals("50.0 us", futex(runs, Measure.TIME, Server.LINUX).text());
        assertEquals("53.0 us", futex(runs, Measure.TIME, Server.BOTH).text());
        assertEquals("100 ns", futex(runs, Measure.P99, Server.KERNEL).text());
        assertEquals("5.0 us", futex(runs, Measure.P99, Server.LINUX).text());
        assertEquals(
                "p50 100 ns  p99 100 ns",
                futex(runs, Measure.COUNT, Server.KERNEL).aside());
        assertEquals(
                "p50 5.0 us  p99 5.0 us",
                futex(runs, Measure.COUNT, Server.LINUX).aside());
        var call = runs.getFirst()
                .trace()
                .statistics()
                .call(SyscallNames.number("futex").orElseThrow());
        for (var server : List.of(Server.KERNEL, Server.LINUX)) {
            var choice = new Choice(Measure.COUNT, false, server, false);
            var drawing = LatencyDrawing.of(List.of(call.flatMap(choice::shown)), choice)
                    .getFirst();
            assertEquals(
                    1,
                    drawing.columns().stream()
                            .filter(column -> column.height() > 0)
                            .count());
            assertEquals(server == Server.LINUX ? "call-linux" : "call-kernel", drawing.style());
        }
    }

    private static CallRow.Bar futex(List<ShownRun> runs, Measure measure, Server server) {
        return CallRows.of(runs, new Choice(measure, false, server, false)).stream()
                .filter(row -> row.name().equals("futex"))
                .findFirst()
                .orElseThrow()
                .bars()
                .getFirst();
    }

    @Test
    void twoRunsTellTheirDifference() {
        var rows = CallRows.of(List.of(run(100), run(150)), Choice.FIRST);
        assertEquals("+50 (+50 %)", rows.getFirst().bars().get(1).aside());
        assertEquals("=", rows.get(1).bars().get(1).aside());
        assertTrue(
                rows.getFirst().words().contains("B  150 calls"),
                rows.getFirst().words());
    }

    @Test
    void latenciesHaveColumnsForAllCalls() {
        var futex =
                run(1).trace().statistics().call(SyscallNames.number("futex").orElseThrow());
        var drawings = LatencyDrawing.of(List.of(futex, Optional.empty()), Choice.FIRST);
        var columns = drawings.getFirst().columns();
        assertEquals(2, columns.stream().filter(column -> column.height() > 0).count());
        assertEquals("call-mixed", drawings.getFirst().style());
        assertTrue(columns.stream().anyMatch(column -> column.words().contains(": 30 calls, 75 %")));
        assertEquals("not called in this run", drawings.getLast().summary());
        assertTrue(drawings.getFirst().ticks().size() > 1);
        // All calls equally long.
        var brk = run(1).trace().statistics().call(SyscallNames.number("brk").orElseThrow());
        assertEquals(
                1,
                LatencyDrawing.of(List.of(brk), Choice.FIRST).getFirst().columns().stream()
                        .filter(column -> column.height() == 1)
                        .count());
    }

    @Test
    void aLongTimeLineHasAsManyColumnsAsFit() {
        var drawing = RateDrawing.of(List.of(run(1).trace()), Choice.FIRST).getFirst();
        assertTrue(drawing.columns().size() <= 120 && drawing.columns().size() > 60);
        drawing.columns().forEach(column -> assertEquals(1, column.height(), 1e-9));
        assertTrue(drawing.columns().getFirst().words().endsWith("40 forwarded of 80 calls per second"));
        var shortest = new SyscallTrace(run(1).trace().statistics(), SyscallSeries.EMPTY, 0, true);
        assertTrue(RateDrawing.of(List.of(shortest), Choice.FIRST)
                .getFirst()
                .columns()
                .isEmpty());
    }

    @Test
    void whatIsExportedIsOfOneRunOrComparesTwo() {
        var csv = new String(Exports.csv(List.of(run(3))), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(csv.contains("\nread,0,3,3,0,"), csv);
    }
}
