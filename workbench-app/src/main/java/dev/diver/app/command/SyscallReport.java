package dev.diver.app.command;

import dev.diver.core.run.RunRecord;
import dev.diver.core.syscall.CallStatistics;
import dev.diver.core.syscall.NanoWords;
import dev.diver.core.syscall.Served;
import dev.diver.core.syscall.SyscallAdvice;
import dev.diver.core.syscall.SyscallComparison;
import dev.diver.core.syscall.SyscallStatistics;
import dev.diver.core.syscall.SyscallTrace;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** System calls in words and columns, as strace -c has them, and more. */
final class SyscallReport {
    private static final double NANOS = 1e9;
    private static final double PERCENT = 100;
    private static final double LEAST_SHARE = 0.001;
    private static final int MOST_ADVICE = 5;
    private static final int NUMBERS = 12;
    private static final int PERCENT_50 = 50;
    private static final int PERCENT_90 = 90;
    private static final int PERCENT_99 = 99;

    private SyscallReport() {}

    static void print(SyscallTrace trace, PrintStream out) {
        var statistics = trace.statistics();
        table(statistics).print(out);
        apart(statistics).ifPresent(table -> {
            out.println();
            out.println("Apart, because more than one served them:");
            table.print(out);
        });
        unsupported(statistics).ifPresent(words -> {
            out.println();
            out.println(words);
        });
        statistics.crash().ifPresent(crash -> {
            out.println();
            out.println("The co-kernel crashed: " + crash.reason() + ", at 0x" + Long.toHexString(crash.rip()) + ".");
        });
        advise(trace, out);
    }

    private static Table table(SyscallStatistics statistics) {
        var table = new Table()
                .numbers(NUMBERS)
                .row(
                        "% time",
                        "seconds",
                        "usecs/call",
                        "calls",
                        "errors",
                        "forwarded",
                        "local",
                        "unsupported",
                        "p50",
                        "p90",
                        "p99",
                        "max",
                        "syscall")
                .rule();
        var total = statistics.totalNanos();
        statistics.calls().stream()
                .sorted(Comparator.comparingLong(CallStatistics::totalNanos).reversed())
                .forEach(call -> table.row(
                        percent(call.totalNanos(), total),
                        seconds(call.totalNanos()),
                        String.valueOf(call.totalNanos() / call.count() / 1000),
                        String.valueOf(call.count()),
                        unlessZero(call.errors()),
                        String.valueOf(call.forwarded()),
                        String.valueOf(call.local()),
                        unlessZero(call.unsupported()),
                        NanoWords.of(call.percentile(PERCENT_50)),
                        NanoWords.of(call.percentile(PERCENT_90)),
                        NanoWords.of(call.percentile(PERCENT_99)),
                        NanoWords.of(call.longestNanos()),
                        call.name()));
        return table.rule()
                .row(
                        percent(total, total),
                        seconds(total),
                        String.valueOf(total / Math.max(1, statistics.total()) / 1000),
                        String.valueOf(statistics.total()),
                        unlessZero(statistics.errors()),
                        String.valueOf(statistics.forwarded()),
                        String.valueOf(statistics.local()),
                        unlessZero(statistics.unsupported()),
                        "",
                        "",
                        "",
                        "",
                        "total");
    }

    /** Of calls that were served in more than one way, each way by itself: together, their times say little. */
    private static Optional<Table> apart(SyscallStatistics statistics) {
        var mixed = statistics.calls().stream().filter(CallStatistics::isMixed).toList();
        if (mixed.isEmpty()) {
            return Optional.empty();
        }
        var table = new Table();
        for (var call : mixed) {
            for (var served : Served.values()) {
                var calls = call.by(served);
                if (calls.count() > 0) {
                    table.row(
                            "  " + call.name(),
                            served.word(),
                            calls.count() + (calls.count() == 1 ? " call" : " calls"),
                            calls.errors() + (calls.errors() == 1 ? " error" : " errors"),
                            "in all " + NanoWords.of(calls.totalNanos()),
                            "p50 " + NanoWords.of(calls.percentile(PERCENT_50)),
                            "p90 " + NanoWords.of(calls.percentile(PERCENT_90)),
                            "p99 " + NanoWords.of(calls.percentile(PERCENT_99)),
                            "max " + NanoWords.of(calls.longestNanos()));
                }
            }
        }
        return Optional.of(table);
    }

    /** Names the calls that nobody could serve; empty where there were none. */
    static Optional<String> unsupported(SyscallStatistics statistics) {
        if (statistics.unsupported() == 0) {
            return Optional.empty();
        }
        var names = statistics.calls().stream()
                .filter(call -> call.unsupported() > 0)
                .map(call -> call.name() + " (" + call.unsupported() + ")")
                .collect(Collectors.joining(", "));
        return Optional.of("Not supported here, so that the program got an error: " + names + ".");
    }

    private static void advise(SyscallTrace trace, PrintStream out) {
        var advice = SyscallAdvice.of(trace);
        if (advice.items().isEmpty()) {
            return;
        }
        out.println();
        out.println("Serve these in the kernel first, in place of forwarding them:");
        var table = new Table();
        for (var item : advice.items().stream().limit(MOST_ADVICE).toList()) {
            table.row(
                    "  " + item.name(),
                    share(item.shareOfForwarded()) + " of forwarded time",
                    "saves up to " + NanoWords.of(item.savedNanos())
                            + (item.shareOfRun() > 0 ? ", " + share(item.shareOfRun()) + " of the run" : "")
                            + (item.mayWait() ? "; it may only wait" : ""));
        }
        table.print(out);
        out.println("A local call is taken to cost " + NanoWords.of(advice.localNanos())
                + (advice.measured() ? ", this run's median." : "; this run had none to measure."));
    }

    /** The runs one after the other, then a line for each call. */
    static void print(SyscallComparison comparison, List<RunRecord> runs, PrintStream out) {
        var names = new Table();
        for (var i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            names.row(letter(i), run.run(), run.net(), run.kernel(), run.mode().word(), RunWords.lasted(run));
        }
        names.print(out);
        out.println();
        var head = new ArrayList<String>();
        head.addAll(headings("calls", runs.size()));
        head.addAll(headings("forwarded", runs.size()));
        head.addAll(headings("time", runs.size()));
        IntStream.range(0, runs.size()).forEach(i -> head.add("p99 " + letter(i)));
        var table = new Table().numbers(head.size());
        head.add("syscall");
        table.row(head.toArray(String[]::new)).rule();
        for (var row : comparison.rows()) {
            var cells = new ArrayList<String>();
            cells.addAll(cells(row, CallStatistics::count, String::valueOf));
            cells.addAll(cells(row, CallStatistics::forwarded, String::valueOf));
            cells.addAll(cells(row, CallStatistics::totalNanos, NanoWords::of));
            row.calls()
                    .forEach(call -> cells.add(call.map(one -> NanoWords.of(one.percentile(PERCENT_99)))
                            .orElse("-")));
            cells.add(row.name());
            table.row(cells.toArray(String[]::new));
        }
        table.print(out);
    }

    private static List<String> headings(String what, int runs) {
        var words = new ArrayList<String>();
        IntStream.range(0, runs).forEach(i -> words.add(what + " " + letter(i)));
        IntStream.range(1, runs).forEach(i -> words.add(letter(i) + "-" + letter(0)));
        return words;
    }

    private static List<String> cells(
            SyscallComparison.Row row,
            ToLongFunction<CallStatistics> value,
            java.util.function.LongFunction<String> word) {
        var words = new ArrayList<String>();
        row.values(value).forEach(one -> words.add(word.apply(one)));
        row.differences(value).forEach(one -> words.add(one == 0 ? "=" : (one > 0 ? "+" : "") + word.apply(one)));
        return words;
    }

    private static String letter(int run) {
        return String.valueOf((char) ('A' + run));
    }

    private static String unlessZero(long value) {
        return value == 0 ? "" : String.valueOf(value);
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.2f", whole == 0 ? 0 : PERCENT * part / whole);
    }

    private static String share(double share) {
        return share > 0 && share < LEAST_SHARE ? "<0.1 %" : String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / NANOS);
    }
}
