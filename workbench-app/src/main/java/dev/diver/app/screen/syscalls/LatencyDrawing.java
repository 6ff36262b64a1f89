package dev.diver.app.screen.syscalls;

import dev.diver.app.screen.common.Words;
import dev.diver.core.syscall.CallStatistics;
import dev.diver.core.syscall.LatencyHistogram.Bucket;
import dev.diver.core.syscall.NanoWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The latencies of one call as columns over a logarithmic axis, the same one for each run. */
final class LatencyDrawing {
    private static final int MOST_COLUMNS = 56;
    /** A column is never narrower than two of the histogram's counters, or it would show their gaps. */
    private static final double LEAST_RATIO = 1.02;

    private static final double MARGIN = 1.08;
    private static final int[] STEPS = {1, 2, 5};
    private static final double DECADES_WITHOUT_STEPS = 2.2;
    private static final int TEN = 10;

    private final double low;
    private final double high;
    private final int count;
    private final Choice choice;

    private LatencyDrawing(double low, double high, Choice choice) {
        this.low = low;
        this.high = high;
        this.choice = choice;
        count = (int) Math.clamp(Math.log(high / low) / Math.log(LEAST_RATIO), 1, MOST_COLUMNS);
    }

    /** A drawing for each run. */
    static List<Drawing> of(List<Optional<CallStatistics>> calls, Choice choice) {
        var buckets = calls.stream()
                .flatMap(call -> call.stream())
                .flatMap(call -> call.latencies().buckets().stream())
                .toList();
        var low = buckets.stream().mapToLong(Bucket::from).min().orElse(1);
        var high = buckets.stream().mapToLong(Bucket::to).max().orElse(1);
        var drawing = new LatencyDrawing(Math.max(1, low) / MARGIN, Math.max(2, high + 1) * MARGIN, choice);
        return calls.stream()
                .map(call -> call.filter(one -> one.latencies().count() > 0)
                        .map(drawing::draw)
                        .orElse(Drawing.nothing(call.isPresent() ? "no histogram was left for it" : notCalled(choice))))
                .toList();
    }

    private static String notCalled(Choice choice) {
        return switch (choice.server()) {
            case BOTH -> "not called in this run";
            case LINUX -> "not forwarded in this run";
            case KERNEL -> "not served by the kernel in this run";
        };
    }

    private Drawing draw(CallStatistics call) {
        var counts = new long[count];
        for (var bucket : call.latencies().buckets()) {
            var middle = Math.sqrt(Math.max(1, bucket.from()) * (double) Math.max(1, bucket.to()));
            counts[Math.clamp((long) (place(middle) * count), 0, count - 1)] += bucket.count();
        }
        var most = java.util.Arrays.stream(counts).max().orElse(1);
        var all = call.latencies().count();
        var columns = new ArrayList<Column>();
        for (var i = 0; i < count; i++) {
            var from = (double) i / count;
            var to = (i + 1.0) / count;
            columns.add(new Column(
                    from,
                    to,
                    choice.fraction(counts[i], most),
                    NanoWords.of(Math.round(value(from))) + " to " + NanoWords.of(Math.round(value(to))) + ": "
                            + Words.count(counts[i], "call") + ", " + CallRows.share(counts[i], all)));
        }
        return new Drawing(
                style(call),
                columns,
                ticks(),
                List.of(mark(call, 50), mark(call, 90), mark(call, 99)),
                CallRows.number(most),
                (call.forwarded() > 0 && call.local() > 0 ? "served by both, " : "") + Words.count(call.count(), "call")
                        + ", longest " + NanoWords.of(call.longestNanos()));
    }

    private static String style(CallStatistics call) {
        if (call.isMixed()) {
            return "call-mixed";
        }
        return call.forwarded() > 0 ? "call-linux" : call.local() > 0 ? "call-kernel" : "call-nobody";
    }

    private Drawing.Mark mark(CallStatistics call, int percent) {
        return new Drawing.Mark(place(call.percentile(percent).orElse(1)), "p" + percent);
    }

    private double place(double nanos) {
        return Math.clamp(Math.log(Math.max(1, nanos) / low) / Math.log(high / low), 0, 1);
    }

    private double value(double place) {
        return low * Math.pow(high / low, place);
    }

    private List<Drawing.Mark> ticks() {
        var ticks = new ArrayList<Drawing.Mark>();
        var steps = Math.log10(high / low) < DECADES_WITHOUT_STEPS ? STEPS.length : 1;
        for (var decade = 1L; decade <= high; decade *= TEN) {
            for (var i = 0; i < steps; i++) {
                var nanos = decade * STEPS[i];
                if (nanos >= low && nanos <= high) {
                    ticks.add(new Drawing.Mark(place(nanos), NanoWords.of(nanos).replace(".0", "")));
                }
            }
        }
        return ticks;
    }
}
