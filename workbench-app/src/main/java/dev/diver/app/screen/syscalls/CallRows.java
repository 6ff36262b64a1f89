package dev.diver.app.screen.syscalls;

import dev.diver.app.screen.common.Words;
import dev.diver.core.syscall.CallStatistics;
import dev.diver.core.syscall.NanoWords;
import dev.diver.core.syscall.Served;
import dev.diver.core.syscall.ServedCalls;
import dev.diver.core.syscall.SyscallNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the rows of what is shown; knows no scene graph. */
final class CallRows {
    private static final int PERCENT_50 = 50;
    private static final int PERCENT_90 = 90;
    private static final int PERCENT_99 = 99;
    private static final int PERCENT = 100;
    private static final double LEAST_PERCENT = 0.1;

    private final List<ShownRun> runs;
    private final Choice choice;

    private CallRows(List<ShownRun> runs, Choice choice) {
        this.runs = runs;
        this.choice = choice;
    }

    static List<CallRow> of(List<ShownRun> runs, Choice choice) {
        return new CallRows(runs, choice).rows();
    }

    /** A call's value by who served it. */
    private record Parts(long linux, long kernel, long nobody) {
        long sum() {
            return linux + kernel + nobody;
        }
    }

    private record Found(int number, List<Optional<CallStatistics>> calls, List<Parts> parts) {
        long most() {
            return parts.stream().mapToLong(Parts::sum).max().orElse(0);
        }
    }

    private List<CallRow> rows() {
        var found = runs.stream()
                .flatMap(run -> run.trace().statistics().calls().stream())
                .map(CallStatistics::number)
                .distinct()
                .map(this::find)
                .filter(call -> call.most() > 0)
                .toList();
        var most = found.stream().mapToLong(Found::most).max().orElse(1);
        Comparator<Found> order = choice.byNumber()
                ? Comparator.comparingInt(Found::number)
                : Comparator.comparingLong(Found::most).reversed().thenComparingInt(Found::number);
        return found.stream().sorted(order).map(call -> row(call, most)).toList();
    }

    private Found find(int number) {
        var calls = runs.stream().map(run -> shown(run, number)).toList();
        return new Found(
                number,
                calls,
                calls.stream()
                        .map(call -> call.map(this::parts).orElse(new Parts(0, 0, 0)))
                        .toList());
    }

    private Optional<CallStatistics> shown(ShownRun run, int number) {
        return run.trace().statistics().call(number).flatMap(choice::shown);
    }

    private Parts parts(CallStatistics call) {
        return switch (choice.measure()) {
            case COUNT -> new Parts(call.forwarded(), call.local(), call.unsupported());
            case TIME ->
                new Parts(
                        call.byLinux().totalNanos(),
                        call.byKernel().totalNanos(),
                        call.byNobody().totalNanos());
            case P99 -> slowest(call);
        };
    }

    /** Of all together there is one value; it is drawn as of those who served most. */
    private static Parts slowest(CallStatistics call) {
        var nanos = call.percentile(PERCENT_99).orElse(0);
        if (call.forwarded() > 0 && call.forwarded() >= call.local()) {
            return new Parts(nanos, 0, 0);
        }
        return call.local() > 0 ? new Parts(0, nanos, 0) : new Parts(0, 0, nanos);
    }

    private CallRow row(Found found, long most) {
        var bars = new ArrayList<CallRow.Bar>();
        var lines = new ArrayList<String>();
        for (var i = 0; i < runs.size(); i++) {
            var parts = found.parts().get(i);
            var call = found.calls().get(i);
            var unit = parts.sum() == 0 ? 0 : choice.fraction(parts.sum(), most) / parts.sum();
            bars.add(new CallRow.Bar(
                    parts.linux() * unit,
                    parts.kernel() * unit,
                    parts.nobody() * unit,
                    call.isPresent() ? text(parts.sum()) : "\u2013",
                    i == 0
                            ? (runs.size() == 1 ? call.map(CallRows::latencies).orElse("") : "")
                            : difference(found.parts().getFirst().sum(), parts.sum())));
            lines.add((runs.size() == 1 ? "" : ShownRun.letter(i) + "  ")
                    + call.map(CallRows::exactly).orElse("not called"));
        }
        var name = SyscallNames.of(found.number());
        return new CallRow(found.number(), name, bars, name + "\n" + String.join("\n\n", lines));
    }

    private String text(long value) {
        return choice.measure() == Measure.COUNT ? number(value) : NanoWords.of(value);
    }

    private String difference(long first, long value) {
        if (first == value) {
            return "=";
        }
        var sign = value > first ? "+" : "\u2212";
        var percent = first == 0 ? "" : " (" + sign + share(Math.abs(value - first), first) + ")";
        return sign + text(Math.abs(value - first)) + percent;
    }

    private static String latencies(CallStatistics call) {
        return "p50 " + NanoWords.of(call.percentile(PERCENT_50)) + "  p99 "
                + NanoWords.of(call.percentile(PERCENT_99));
    }

    private static String exactly(CallStatistics call) {
        var lines = new ArrayList<String>();
        lines.add(number(call.count()) + " calls: " + number(call.forwarded()) + " forwarded, " + number(call.local())
                + " local, " + number(call.unsupported()) + " not supported, " + number(call.errors()) + " errors");
        lines.add(NanoWords.of(call.totalNanos()) + " in all, " + NanoWords.of(call.forwardedNanos())
                + " of it forwarded");
        lines.add(percentiles(call.all()));
        if (call.isMixed()) {
            for (var served : Served.values()) {
                var calls = call.by(served);
                if (calls.count() > 0) {
                    lines.add(served.word() + ": " + NanoWords.of(calls.totalNanos()) + ", " + percentiles(calls));
                }
            }
        }
        return String.join("\n", lines);
    }

    private static String percentiles(ServedCalls calls) {
        return "p50 " + NanoWords.of(calls.percentile(PERCENT_50)) + "   p90 "
                + NanoWords.of(calls.percentile(PERCENT_90)) + "   p99 " + NanoWords.of(calls.percentile(PERCENT_99))
                + "   longest " + NanoWords.of(calls.longestNanos());
    }

    static String number(long value) {
        return Words.count(value, "").strip().replaceAll(" s$", "");
    }

    static String share(double part, double whole) {
        var percent = whole == 0 ? 0 : PERCENT * part / whole;
        if (percent > 0 && percent < LEAST_PERCENT) {
            return "<" + LEAST_PERCENT + " %";
        }
        return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
    }
}
