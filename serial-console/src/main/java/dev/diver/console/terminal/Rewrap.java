package dev.diver.console.terminal;

/** Lays a grid's text out for another size: wrapped text is joined and broken anew, the cursor stays on its character. */
final class Rewrap {

    private final Grid from;
    private final Grid to;
    private final long cursorLine;
    private final int cursorColumn;

    private long out;
    private Line target;
    private long newCursorLine;
    private int newCursorColumn;
    private long newTop;

    /** @param column the cursor's; {@code from.columns} where it waits behind the last one */
    Rewrap(Grid from, int columns, int rows, int cursorRow, int column) {
        this.from = from;
        to = new Grid(columns, rows, from.scrollBack);
        cursorLine = from.top + cursorRow;
        cursorColumn = column;
    }

    Grid run() {
        long last = from.end() - 1;
        while (last > cursorLine && from.line(last).length == 0) {
            last--;
        }
        boolean wasFull = last == from.end() - 1;
        for (long number = from.first; number <= last; number++) {
            boolean continues = number > from.first && from.line(number - 1).wrapped;
            if (!continues) {
                open();
            }
            if (number == from.top) {
                newTop = out - 1;
            }
            copy(number);
        }
        long start = Math.max(0, out - to.rows);
        to.top = wasFull ? start : Math.max(newTop, start);
        to.first = Math.max(0, to.top - to.scrollBack);
        for (long number = out; number < to.end(); number++) {
            fresh(number);
        }
        return to;
    }

    int cursorRow() {
        return Math.clamp(newCursorLine - to.top, 0, to.rows - 1);
    }

    /** As given: {@code columns} where it waits behind the last column. */
    int cursorColumn() {
        return newCursorColumn;
    }

    private void copy(long number) {
        Line source = from.line(number);
        for (int column = 0; column < source.length; column++) {
            boolean wide = column + 1 < source.length && source.codePoints[column + 1] == Line.TAIL;
            if (target.length + (wide ? 2 : 1) > to.columns && target.length > 0) {
                target.wrapped = true;
                open();
            }
            if (number == cursorLine && column == cursorColumn) {
                cursorIsHere(0);
            }
            target.append(source, column);
            if (wide) {
                column++;
                if (number == cursorLine && column == cursorColumn) {
                    cursorIsHere(0);
                }
                target.append(source, column);
            }
        }
        if (number == cursorLine && cursorColumn >= source.length) {
            cursorIsHere(cursorColumn - source.length);
        }
    }

    private void cursorIsHere(int beyond) {
        newCursorLine = out - 1;
        newCursorColumn = Math.min(to.columns, target.length + beyond);
    }

    private void open() {
        target = fresh(out++);
    }

    private Line fresh(long number) {
        Line line = to.line(number);
        if (line == null) {
            line = new Line(to.columns);
            to.set(number, line);
        }
        line.clear(Style.PLAIN);
        return line;
    }
}
