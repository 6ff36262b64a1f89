package dev.diver.console.terminal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lays a grid's text out for another size: wrapped text is joined and broken anew, the cursor stays on its character. Only
 * the screen's text is moved; the history counts its rows anew.
 */
final class Rewrap {

    private final Grid grid;
    private final History history;
    private final int columns;
    private final int rows;
    private final int cursorRow;
    private final int cursorColumn;

    /** The last rows so far, as many as the screen will have at most; what is before them goes into the history. */
    private final Deque<Line> laid = new ArrayDeque<>();

    private Line target;
    private long out;
    /** Rows laid that are not on the screen; negative where more came back from the history. */
    private long gone;

    private long newCursorLine;
    private int newCursorColumn;
    private long newTop;

    /** @param column the cursor's; {@code grid.columns} where it waits behind the last one */
    Rewrap(Grid grid, int columns, int rows, int cursorRow, int column) {
        this.grid = grid;
        this.history = grid.history();
        this.columns = columns;
        this.rows = rows;
        this.cursorRow = cursorRow;
        cursorColumn = column;
    }

    void run() {
        int last = grid.rows - 1;
        while (last > cursorRow && grid.row(last).length == 0) {
            last--;
        }
        boolean wasFull = last == grid.rows - 1;
        Line begun = history.isOpen() ? history.removeLast() : null;
        history.reflow(columns);
        if (begun != null) {
            open();
            copy(begun, -1);
        }
        boolean goesOn = begun != null;
        for (int y = 0; y <= last; y++) {
            if (!goesOn) {
                open();
            }
            if (y == 0) {
                newTop = out - 1;
            }
            copy(grid.row(y), y);
            goesOn = grid.row(y).wrapped;
        }
        settle(wasFull);
    }

    /** Leaves as many rows as the screen has: those before go to the history, or some of its come back. */
    private void settle(boolean wasFull) {
        long keep = wasFull ? rows : Math.min(rows, out - newTop);
        while (laid.size() > keep) {
            retire();
        }
        Line text = wasFull && laid.size() < rows ? history.removeLast() : null;
        while (text != null) {
            prepend(text);
            text = laid.size() < rows ? history.removeLast() : null;
        }
        while (laid.size() < rows) {
            laid.add(new Line(columns));
        }
        grid.replace(columns, laid.toArray(Line[]::new));
    }

    private void prepend(Line text) {
        List<Line> lines = broken(text);
        while (!lines.isEmpty() && laid.size() < rows) {
            laid.addFirst(lines.removeLast());
            gone--;
        }
        lines.forEach(history::add);
    }

    private List<Line> broken(Line text) {
        List<Line> lines = new ArrayList<>();
        Line line = new Line(columns);
        lines.add(line);
        for (int column = 0; column < text.length; column++) {
            if (line.length + width(text, column) > columns && line.length > 0) {
                line.wrapped = true;
                line = new Line(columns);
                lines.add(line);
            }
            line.append(text, column);
        }
        line.wrapped = text.wrapped;
        return lines;
    }

    private static int width(Line line, int column) {
        return column + 1 < line.length && line.codePoints[column + 1] == Line.TAIL ? 2 : 1;
    }

    int cursorRow() {
        return Math.clamp(newCursorLine - gone, 0, rows - 1);
    }

    /** As given: {@code columns} where it waits behind the last column. */
    int cursorColumn() {
        return newCursorColumn;
    }

    private void copy(Line source, int row) {
        for (int column = 0; column < source.length; column++) {
            if (target.length + width(source, column) > columns && target.length > 0) {
                target.wrapped = true;
                open();
            }
            if (row == cursorRow && column == cursorColumn) {
                cursorIsHere(0);
            }
            target.append(source, column);
        }
        if (row == cursorRow && cursorColumn >= source.length) {
            cursorIsHere(cursorColumn - source.length);
        }
    }

    private void cursorIsHere(int beyond) {
        newCursorLine = out - 1;
        newCursorColumn = Math.min(columns, target.length + beyond);
    }

    private void retire() {
        history.add(laid.removeFirst());
        gone++;
    }

    private void open() {
        if (laid.size() == rows) {
            retire();
        }
        target = new Line(columns);
        laid.add(target);
        out++;
    }
}
