package dev.diver.console.terminal;

/**
 * The rows on the screen, a ring of reused lines, and the history of those scrolled off it: scrolling moves a number, never
 * cells. Lines have absolute numbers that stay theirs until the grid is resized.
 */
final class Grid {

    private final History history;

    /** Where the line of a number out of the history is read into. */
    private Line read;

    private long readNumber = -1;

    private Line[] ring;
    private int head;

    int columns;
    int rows;

    Grid(int columns, int rows, History history) {
        this.columns = columns;
        this.rows = rows;
        this.history = history;
        read = new Line(columns);
        ring = new Line[rows];
        for (int y = 0; y < rows; y++) {
            ring[y] = new Line(columns);
        }
    }

    /** The oldest line still kept. */
    long first() {
        return history.first();
    }

    /** The line in the screen's first row. */
    long top() {
        return history.end();
    }

    long end() {
        return top() + rows;
    }

    /** One that scrolled off may not be changed, and is good until another one is asked for. */
    Line line(long number) {
        if (number >= top()) {
            return row((int) (number - top()));
        }
        if (readNumber != number) {
            history.read(number, read);
            readNumber = number;
        }
        return read;
    }

    private boolean isWrapped(long number) {
        return number >= top() ? row((int) (number - top())).wrapped : history.isWrapped(number);
    }

    Line row(int y) {
        return ring[(head + y) % rows];
    }

    private void row(int y, Line line) {
        ring[(head + y) % rows] = line;
    }

    /** Scrolls the region from the row to the row, both included; what leaves the screen's top is kept. */
    void scrollUp(int from, int to, int count, long style) {
        int times = Math.min(count, to - from + 1);
        for (int i = 0; i < times; i++) {
            if (from == 0) {
                advance(to, style);
            } else {
                rotateUp(from, to, style);
            }
        }
    }

    private void advance(int to, long style) {
        Line fresh = row(0);
        history.add(fresh);
        fresh.clear(style);
        head = (head + 1) % rows;
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

    /** Moves the cells of a box by rows, up where positive; those moved in are blank. */
    void scrollBox(Box box, int count, long style) {
        int height = box.bottom() - box.top() + 1;
        int distance = Math.clamp(count, -height, height);
        for (int i = 0; i < height; i++) {
            int y = distance > 0 ? box.top() + i : box.bottom() - i;
            int source = y + distance;
            if (source >= box.top() && source <= box.bottom()) {
                row(y).copyCells(row(source), box.left(), box.right() + 1);
            } else {
                row(y).fill(box.left(), box.right() + 1, ' ', style);
            }
            row(y).wrapped = false;
        }
    }

    void clearRows(int from, int to, long style) {
        for (int y = from; y < to; y++) {
            row(y).clear(style);
        }
    }

    void forgetScrollBack() {
        history.clear();
        readNumber = -1;
    }

    /** The first line of the wrapped text that the line is part of, not further off than a screenful of the largest. */
    long startOfText(long number) {
        long start = number;
        long limit = Math.max(first(), number - Terminal.LARGEST_SIZE);
        while (start > limit && isWrapped(start - 1)) {
            start--;
        }
        return start;
    }

    /** The last line of the wrapped text that the line is part of, not further off than a screenful of the largest. */
    long endOfText(long number) {
        long last = number;
        long limit = Math.min(end() - 1, number + Terminal.LARGEST_SIZE);
        while (last < limit && isWrapped(last)) {
            last++;
        }
        return last;
    }

    /** For {@link Rewrap}: takes the screen's rows, with the history at the new width. */
    void replace(int newColumns, Line[] newRows) {
        columns = newColumns;
        rows = newRows.length;
        ring = newRows;
        head = 0;
        read = new Line(columns);
        readNumber = -1;
    }

    History history() {
        return history;
    }
}
