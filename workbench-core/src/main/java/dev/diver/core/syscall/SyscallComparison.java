package dev.diver.core.syscall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The calls of two or more runs side by side.
 *
 * @param runs the runs' names, at least two, the first is what the others are compared with
 * @param rows each call that one of them made, the one that took the longest in any of them first
 */
public record SyscallComparison(List<String> runs, List<Row> rows) {

    /**
     * One call.
     *
     * @param calls of each run, in their order; empty where that run did not make it
     */
    public record Row(int number, String name, List<Optional<CallStatistics>> calls) {

        /** Of each run, 0 where it did not make the call. */
        public List<Long> values(ToLongFunction<CallStatistics> value) {
            return calls.stream()
                    .map(call -> call.map(one -> value.applyAsLong(one)).orElse(0L))
                    .toList();
        }

        /** Of each run after the first, less the first's. */
        public List<Long> differences(ToLongFunction<CallStatistics> value) {
            var values = values(value);
            return values.stream().skip(1).map(one -> one - values.getFirst()).toList();
        }
    }

    public SyscallComparison {
        runs = List.copyOf(runs);
        rows = List.copyOf(rows);
    }

    /** @param names of the runs, as many as there are traces */
    public static SyscallComparison of(List<String> names, List<SyscallStatistics> runs) {
        if (names.size() != runs.size() || names.size() < 2) {
            throw new IllegalArgumentException(names.size() + " names, " + runs.size() + " runs");
        }
        var numbers = runs.stream()
                .flatMap(run -> run.calls().stream())
                .map(CallStatistics::number)
                .distinct();
        var rows = new ArrayList<>(numbers.map(number -> new Row(
                        number,
                        SyscallNames.of(number),
                        runs.stream().map(run -> run.call(number)).toList()))
                .toList());
        rows.sort(
                Comparator.comparingLong(SyscallComparison::longest).reversed().thenComparingInt(Row::number));
        return new SyscallComparison(names, rows);
    }

    private static long longest(Row row) {
        return row.values(CallStatistics::totalNanos).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }
}
