package dev.diver.core.syscall;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Traces as CSV (RFC 4180) with a heading; times in nanoseconds. Ends with a line feed. */
public final class SyscallCsv {
    private static final int PERCENT_50 = 50;
    private static final int PERCENT_90 = 90;
    private static final int PERCENT_99 = 99;

    private SyscallCsv() {}

    /** One line for each call, by ascending number. */
    public static String of(SyscallStatistics statistics) {
        var lines = new ArrayList<List<Object>>();
        lines.add(List.of(
                "syscall",
                "number",
                "count",
                "forwarded",
                "local",
                "errors",
                "unsupported",
                "total_ns",
                "forwarded_ns",
                "p50_ns",
                "p90_ns",
                "p99_ns",
                "max_ns",
                "local_ns",
                "local_p50_ns",
                "local_p99_ns",
                "forwarded_p50_ns",
                "forwarded_p99_ns"));
        for (var call : statistics.calls()) {
            var all = call.all();
            lines.add(List.of(
                    call.name(),
                    call.number(),
                    call.count(),
                    call.forwarded(),
                    call.local(),
                    call.errors(),
                    call.unsupported(),
                    call.totalNanos(),
                    call.forwardedNanos(),
                    cell(all.percentile(PERCENT_50)),
                    cell(all.percentile(PERCENT_90)),
                    cell(all.percentile(PERCENT_99)),
                    call.longestNanos(),
                    call.byKernel().totalNanos(),
                    cell(call.byKernel().percentile(PERCENT_50)),
                    cell(call.byKernel().percentile(PERCENT_99)),
                    cell(call.byLinux().percentile(PERCENT_50)),
                    cell(call.byLinux().percentile(PERCENT_99))));
        }
        return text(lines);
    }

    /** One line for each call and run, so that a spreadsheet can turn it as it likes. */
    public static String of(SyscallComparison comparison) {
        var lines = new ArrayList<List<Object>>();
        lines.add(List.of(
                "syscall",
                "number",
                "run",
                "count",
                "forwarded",
                "total_ns",
                "forwarded_ns",
                "p99_ns",
                "count_difference",
                "forwarded_difference",
                "total_difference_ns"));
        for (var row : comparison.rows()) {
            var first = row.calls().getFirst();
            for (var i = 0; i < comparison.runs().size(); i++) {
                var call = row.calls().get(i);
                var count = call.map(CallStatistics::count).orElse(0L);
                var forwarded = call.map(CallStatistics::forwarded).orElse(0L);
                var total = call.map(CallStatistics::totalNanos).orElse(0L);
                lines.add(List.of(
                        row.name(),
                        row.number(),
                        comparison.runs().get(i),
                        count,
                        forwarded,
                        total,
                        call.map(CallStatistics::forwardedNanos).orElse(0L),
                        cell(call.map(one -> one.percentile(PERCENT_99)).orElse(OptionalLong.empty())),
                        count - first.map(CallStatistics::count).orElse(0L),
                        forwarded - first.map(CallStatistics::forwarded).orElse(0L),
                        total - first.map(CallStatistics::totalNanos).orElse(0L)));
            }
        }
        return text(lines);
    }

    private static Object cell(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : "";
    }

    private static String text(List<List<Object>> lines) {
        return lines.stream()
                .map(line -> line.stream().map(String::valueOf).collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
    }
}
