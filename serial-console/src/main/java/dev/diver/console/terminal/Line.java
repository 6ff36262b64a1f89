package dev.diver.console.terminal;

import java.util.Arrays;

/** One row of cells. Cells from {@link #length} on are blank and plain, so that emptying a row is one assignment. */
final class Line {

    /** The second cell of a wide character. */
    static final int TAIL = -1;

    private static final int LONGEST_CLUSTER = 16;

    final int[] codePoints;
    final long[] styles;
    /** Combining characters by cell; null as long as the row has none, which is nearly always. */
    String[] marks;

    int length;
    /** The text goes on in the next row. */
    boolean wrapped;

    private boolean hasWide;

    Line(int columns) {
        codePoints = new int[columns];
        styles = new long[columns];
    }

    void clear(long style) {
        length = 0;
        wrapped = false;
        hasWide = false;
        marks = null;
        if (style != Style.PLAIN) {
            fill(0, codePoints.length, ' ', style);
        }
    }

    int codePoint(int column) {
        return column < length ? codePoints[column] : ' ';
    }

    long style(int column) {
        return column < length ? styles[column] : Style.PLAIN;
    }

    String marks(int column) {
        return marks == null || column >= length ? null : marks[column];
    }

    void putAscii(int column, byte[] bytes, int offset, int count, long style) {
        prepare(column, column + count);
        for (int i = 0; i < count; i++) {
            codePoints[column + i] = bytes[offset + i];
        }
        Arrays.fill(styles, column, column + count, style);
    }

    void put(int column, int codePoint, int width, long style) {
        prepare(column, column + width);
        codePoints[column] = codePoint;
        styles[column] = style;
        if (width == 2) {
            codePoints[column + 1] = TAIL;
            styles[column + 1] = style;
            hasWide = true;
        }
    }

    void fill(int from, int to, int codePoint, long style) {
        if (from < to) {
            prepare(from, to);
            Arrays.fill(codePoints, from, to, codePoint);
            Arrays.fill(styles, from, to, style);
        }
    }

    void erase(int from, int to, long style) {
        if (to >= length && style == Style.PLAIN) {
            if (from < length) {
                prepare(from, length);
                length = from;
            }
        } else {
            fill(from, to, ' ', style);
        }
        if (to >= codePoints.length) {
            wrapped = false;
        }
    }

    /** Adds a combining character to the cell. */
    void mark(int column, int codePoint) {
        if (column >= length) {
            prepare(column, column + 1);
            codePoints[column] = ' ';
            styles[column] = Style.PLAIN;
        }
        int base = codePoints[column] == TAIL && column > 0 ? column - 1 : column;
        if (marks == null) {
            marks = new String[codePoints.length];
        }
        String before = marks[base] == null ? "" : marks[base];
        if (before.length() < LONGEST_CLUSTER) {
            marks[base] = before + Character.toString(codePoint);
        }
    }

    void insert(int column, int count, long style) {
        int width = codePoints.length;
        int kept = width - column - count;
        if (kept > 0 && column < length) {
            splitWide(column);
            materialise(width);
            move(column, column + count, kept);
        }
        fill(column, Math.min(width, column + count), ' ', style);
        cutWideAtEnd();
        wrapped = false;
    }

    void delete(int column, int count, long style) {
        int width = codePoints.length;
        int removed = Math.min(count, width - column);
        if (column < length) {
            splitWide(column);
            splitWide(column + removed);
            materialise(width);
            move(column + removed, column, width - column - removed);
            // Before erasing, which would take what was left behind for halves of characters.
            Arrays.fill(codePoints, width - removed, width, ' ');
        }
        erase(width - removed, width, style);
        trim();
        wrapped = false;
    }

    /** Appends a cell of another row, for rewrapping. */
    void append(Line from, int column) {
        codePoints[length] = from.codePoints[column];
        styles[length] = from.styles[column];
        hasWide |= codePoints[length] == TAIL;
        String mark = from.marks(column);
        if (mark != null) {
            if (marks == null) {
                marks = new String[codePoints.length];
            }
            marks[length] = mark;
        } else if (marks != null) {
            marks[length] = null;
        }
        length++;
    }

    void copyFrom(Line from) {
        int count = Math.min(from.length, codePoints.length);
        for (int column = 0; column < count; column++) {
            append(from, column);
        }
        wrapped = from.wrapped;
        hasWide = from.hasWide;
        cutWideAtEnd();
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (codePoints[i] != ' ' || styles[i] != Style.PLAIN) {
                return false;
            }
        }
        return true;
    }

    /** Makes the cells writable: what is before them exists, wide characters that they cut are blanked. */
    private void prepare(int from, int to) {
        if (hasWide) {
            splitWide(from);
            splitWide(to);
        }
        if (from > length) {
            materialise(from);
        }
        if (marks != null) {
            Arrays.fill(marks, from, to, null);
        }
        length = Math.max(length, to);
    }

    private void splitWide(int column) {
        if (hasWide && column > 0 && column < length && codePoints[column] == TAIL) {
            codePoints[column - 1] = ' ';
            codePoints[column] = ' ';
            if (marks != null) {
                marks[column - 1] = null;
            }
        }
    }

    private void cutWideAtEnd() {
        int last = codePoints.length - 1;
        if (hasWide && last < length && CharacterWidth.of(codePoints[last]) == 2) {
            codePoints[last] = ' ';
        }
    }

    private void materialise(int to) {
        if (to > length) {
            Arrays.fill(codePoints, length, to, ' ');
            Arrays.fill(styles, length, to, Style.PLAIN);
            if (marks != null) {
                Arrays.fill(marks, length, to, null);
            }
            length = to;
        }
    }

    private void move(int from, int to, int count) {
        System.arraycopy(codePoints, from, codePoints, to, count);
        System.arraycopy(styles, from, styles, to, count);
        if (marks != null) {
            System.arraycopy(marks, from, marks, to, count);
        }
    }

    private void trim() {
        while (length > 0 && codePoints[length - 1] == ' ' && styles[length - 1] == Style.PLAIN) {
            length--;
        }
    }
}
