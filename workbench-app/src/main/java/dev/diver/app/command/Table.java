package dev.diver.app.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Columns of text, aligned, without trailing blanks. */
final class Table {
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(List.of(cells));
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
            for (var i = 0; i < row.size(); i++) {
                line.append(row.get(i));
                line.repeat(' ', widths[i] - row.get(i).length() + GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
