package dev.diver.app.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Columns of text, aligned, without trailing blanks. */
final class Table {
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();
    private int numbers;

    /** The first so many columns are aligned at their right. */
    Table numbers(int columns) {
        numbers = columns;
        return this;
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** A line of dashes under each column. */
    Table rule() {
        rows.add(List.of());
        return this;
    }

    void print(PrintStream out) {
        var widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (var row : rows) {
            for (var i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (var row : rows) {
            var line = new StringBuilder();
            for (var i = 0; i < widths.length; i++) {
                var cell = row.isEmpty() ? "-".repeat(widths[i]) : i < row.size() ? row.get(i) : "";
                var blanks = widths[i] - cell.length();
                line.repeat(' ', i < numbers ? blanks : 0).append(cell);
                line.repeat(' ', (i < numbers ? 0 : blanks) + GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
