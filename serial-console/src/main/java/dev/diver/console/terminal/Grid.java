package dev.diver.console.terminal;

/**
 * The rows on the screen and those scrolled off it, in one ring of reused lines: scrolling moves a number, never cells.
 * Lines have absolute numbers that stay theirs until the grid is rebuilt.
 */
final class Grid {

    final int columns;
    final int rows;
    final int scrollBack;
    private final Line[] ring;

    /** The oldest line still kept. */
    long first;
    /** The line in the screen's first row. */
    long top;

    Grid(int columns, int rows, int scrollBack) {
        this.columns = columns;
        this.rows = rows;
        this.scrollBack = scrollBack;
        ring = new Line[scrollBack + rows];
        for (int y = 0; y < rows; y++) {
            ring[y] = new Line(columns);
        }
    }

    long end() {
        return top + rows;
    }

    Line line(long number) {
        return ring[(int) (number % ring.length)];
    }

    Line row(int y) {
        return line(top + y);
    }

    private void row(int y, Line line) {
        ring[(int) ((top + y) % ring.length)] = line;
    }

    void set(long number, Line line) {
        ring[(int) (number % ring.length)] = line;
    }

    /** Scrolls the region from the row to the row, both included; what leaves the screen's top is kept. */
    void scrollUp(int from, int to, int count, long style) {
        int times = Math.min(count, to - from + 1);
        for (int i = 0; i < times; i++) {
            if (from == 0 && (scrollBack > 0 || to == rows - 1)) {
                advance(to, style);
            } else {
                rotateUp(from, to, style);
            }
        }
    }

    private void advance(int to, long style) {
        top++;
        first = Math.max(first, top - scrollBack);
        Line fresh = row(rows - 1);
        if (fresh == null) {
            fresh = new Line(columns);
        }
        fresh.clear(style);
        for (int y = rows - 1; y > to; y--) {
            row(y, row(y - 1));
        }
        row(to, fresh);
    }

    private void rotateUp(int from, int to, long style) {
        Line reused = row(from);
        for (int y = from; y < to; y++) {
            row(y, row(y + 1));
        }
        reused.clear(style);
        row(to, reused);
    }

    /** Takes lines out; what follows moves up. */
    void dropLines(int from, int to, int count, long style) {
        int times = Math.min(count, to - from + 1);
        for (int i = 0; i < times; i++) {
            rotateUp(from, to, style);
        }
        if (from > 0) {
            row(from - 1).wrapped = false;
        }
    }

    void scrollDown(int from, int to, int count, long style) {
        int times = Math.min(count, to - from + 1);
        for (int i = 0; i < times; i++) {
            Line reused = row(to);
            for (int y = to; y > from; y--) {
                row(y, row(y - 1));
            }
            reused.clear(style);
            row(from, reused);
            if (from > 0) {
                row(from - 1).wrapped = false;
            }
        }
    }

    void clearRows(int from, int to, long style) {
        for (int y = from; y < to; y++) {
            row(y).clear(style);
        }
    }

    void forgetScrollBack() {
        first = top;
    }

    /** The first line of the wrapped text that the line is part of. */
    long startOfText(long number) {
        long start = number;
        while (start > first && line(start - 1).wrapped) {
            start--;
        }
        return start;
    }

    /** The last line of the wrapped text that the line is part of. */
    long endOfText(long number) {
        long last = number;
        while (last < end() - 1 && line(last).wrapped) {
            last++;
        }
        return last;
    }
}
