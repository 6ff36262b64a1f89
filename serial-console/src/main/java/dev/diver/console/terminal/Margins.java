package dev.diver.console.terminal;

/** The part of the screen that scrolls: rows always, columns only where a program asked for that (DECLRMM). */
final class Margins {

    private int columns;
    private int rows;

    int top;
    int bottom;
    int left;
    int right;

    void fit(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
        reset();
    }

    void reset() {
        top = 0;
        bottom = rows - 1;
        resetColumns();
    }

    void resetColumns() {
        left = 0;
        right = columns - 1;
    }

    /** @return whether they make sense, counted from one; otherwise nothing is changed */
    boolean setRows(int first, int last) {
        int lowest = Math.min(last, rows) - 1;
        if (first - 1 >= lowest) {
            return false;
        }
        top = first - 1;
        bottom = lowest;
        return true;
    }

    void lockAbove(int y) {
        if (y < bottom) {
            top = y;
        }
    }

    boolean setColumns(int first, int last) {
        int rightmost = Math.min(last, columns) - 1;
        if (first - 1 >= rightmost) {
            return false;
        }
        left = first - 1;
        right = rightmost;
        return true;
    }

    boolean areWholeRows() {
        return left == 0 && right == columns - 1;
    }

    boolean contain(Cursor cursor) {
        return cursor.y >= top && cursor.y <= bottom && hasColumn(cursor.x);
    }

    boolean hasColumn(int x) {
        return x >= left && x <= right;
    }

    /** Where the row of a cursor ends: at the margin, or behind it at the screen's edge. */
    int lastColumn(int x) {
        return x <= right ? right : columns - 1;
    }

    /** Where the row of a cursor begins: at the margin, or before it at the screen's edge. */
    int firstColumn(int x) {
        return x >= left ? left : 0;
    }

    Box from(int y) {
        return new Box(left, y, right, bottom);
    }

    Box box() {
        return from(top);
    }
}
