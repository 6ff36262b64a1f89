package dev.diver.app.screen.syscalls;

import dev.diver.core.syscall.SyscallSeries;
import dev.diver.core.syscall.SyscallSeries.Rate;
import dev.diver.core.syscall.SyscallTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Forwarded calls per second over the time of a run; runs side by side have the same axes. */
final class RateDrawing {
    private static final int MOST_COLUMNS = 120;
    private static final int TICKS = 5;
    private static final double MILLIS = 1000;

    private RateDrawing() {}

    /** A drawing for each run. */
    static List<Drawing> of(List<SyscallTrace> traces, Choice choice) {
        var duration =
                traces.stream().mapToLong(SyscallTrace::durationMillis).max().orElse(1);
        var rates = traces.stream()
                .map(SyscallTrace::series)
                .map(RateDrawing::merged)
                .toList();
        var most = rates.stream()
                .flatMap(List::stream)
                .mapToDouble(Rate::forwardedPerSecond)
                .max()
                .orElse(0);
        return rates.stream()
                .map(list -> draw(list, Math.max(1, duration), most, choice))
                .toList();
    }

    /** As many as there is room for, each of as many samples. */
    private static List<Rate> merged(SyscallSeries series) {
        var samples = series.samples();
        var each = Math.ceilDiv(Math.max(1, samples.size() - 1), MOST_COLUMNS);
        var kept = new ArrayList<SyscallSeries.Sample>();
        for (var i = 0; i < samples.size(); i++) {
            if (i % each == 0 || i == samples.size() - 1) {
                kept.add(samples.get(i));
            }
        }
        return new SyscallSeries(kept).rates();
    }

    private static Drawing draw(List<Rate> rates, long duration, double most, Choice choice) {
        if (rates.isEmpty()) {
            return Drawing.nothing("shorter than a sample");
        }
        var columns = rates.stream()
                .map(rate -> new Column(
                        (double) rate.fromMillis() / duration,
                        (double) rate.toMillis() / duration,
                        choice.fraction(rate.forwardedPerSecond(), most),
                        seconds(rate.fromMillis()) + " to " + seconds(rate.toMillis()) + " s: "
                                + number(rate.forwardedPerSecond()) + " forwarded of "
                                + number(rate.callsPerSecond()) + " calls per second"))
                .toList();
        var ticks = new ArrayList<Drawing.Mark>();
        for (var i = 0; i <= TICKS; i++) {
            ticks.add(new Drawing.Mark((double) i / TICKS, tick(duration * i / TICKS, duration)));
        }
        var last = rates.getLast();
        return new Drawing(
                "call-linux",
                columns,
                ticks,
                List.of(),
                number(most) + " /s",
                "lately " + number(last.forwardedPerSecond()) + " per second");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.2f", millis / MILLIS);
    }

    private static String tick(long millis, long duration) {
        var digits = duration < 3 * MILLIS ? "%.2f s" : duration < 30 * MILLIS ? "%.1f s" : "%.0f s";
        return String.format(Locale.ROOT, digits, millis / MILLIS);
    }

    private static String number(double value) {
        return CallRows.number(Math.round(value));
    }
}
