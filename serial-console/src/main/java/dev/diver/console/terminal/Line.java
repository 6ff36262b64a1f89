package dev.diver.console.terminal;

import java.util.Arrays;

/** One row of cells. Cells from {@link #length} on are blank and plain, so that emptying a row is one assignment. */
final class Line {

    /** The second cell of a wide character. */
    static final int TAIL = -1;

    static final int LONGEST_CLUSTER = 16;

    final int[] codePoints;
    final long[] styles;
    /** Combining characters by cell; null as long as the row has none, which is nearly always. */
    String[] marks;

    int length;
    /** The text goes on in the next row. */
    boolean wrapped;

    private boolean hasWide;
    private boolean hasStyle;
    private boolean beyondLatin;

    Line(int columns) {
        codePoints = new int[columns];
        styles = new long[columns];
    }

    void clear(long style) {
        length = 0;
        wrapped = false;
        hasWide = false;
        hasStyle = false;
        beyondLatin = false;
        marks = null;
        if (style != Style.PLAIN) {
            fill(0, codePoints.length, ' ', style);
        }
    }

    /** Whether a cell may look other than plain: false spares looking. */
    boolean hasStyle() {
        return hasStyle;
    }

    boolean hasBlinking() {
        for (int x = 0; x < length; x++) {
            if ((styles[x] & Style.BLINK) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a character may be wide. */
    boolean hasWide() {
        return hasWide;
    }

    /** Whether a character may be beyond U+00FF. */
    boolean isBeyondLatin() {
        return beyondLatin;
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
        hasStyle |= style != Style.PLAIN;
    }

    void put(int column, int codePoint, int width, long style) {
        prepare(column, column + width);
        codePoints[column] = codePoint;
        styles[column] = style;
        hasStyle |= style != Style.PLAIN;
        beyondLatin |= codePoint > 0xFF;
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
            hasStyle |= style != Style.PLAIN;
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

    /** Inserts blanks; what they push to the end or beyond is gone. */
    void insert(int column, int end, int count, long style) {
        int kept = end - column - count;
        if (column < length) {
            splitWide(column);
            splitWide(end);
            if (kept > 0) {
                materialise(end);
                move(column, column + count, kept);
            }
        }
        fill(column, Math.min(end, column + count), ' ', style);
        cutWideBefore(end);
        wrapped = false;
    }

    /** Deletes cells; blanks come in at the end. */
    void delete(int column, int end, int count, long style) {
        int removed = Math.min(count, end - column);
        if (column < length) {
            splitWide(column);
            splitWide(column + removed);
            splitWide(end);
            materialise(end);
            move(column + removed, column, end - column - removed);
            // Before erasing, which would take what was left behind for halves of characters.
            Arrays.fill(codePoints, end - removed, end, ' ');
        }
        erase(end - removed, end, style);
        trim();
        wrapped = false;
    }

    /** Appends a cell of another row, for rewrapping. */
    void append(Line from, int column) {
        append(from.codePoints[column], from.styles[column], from.marks(column));
    }

    void append(int codePoint, long style, String mark) {
        codePoints[length] = codePoint;
        styles[length] = style;
        hasWide |= codePoint == TAIL;
        hasStyle |= style != Style.PLAIN;
        beyondLatin |= codePoint > 0xFF;
        if (mark != null) {
            setMark(length, mark);
        } else if (marks != null) {
            marks[length] = null;
        }
        length++;
    }

    /** Appends plain Latin text. */
    void appendLatin(byte[] bytes, int offset, int count) {
        for (int i = 0; i < count; i++) {
            codePoints[length + i] = bytes[offset + i] & 0xFF;
        }
        Arrays.fill(styles, length, length + count, Style.PLAIN);
        if (marks != null) {
            Arrays.fill(marks, length, length + count, null);
        }
        length += count;
    }

    /** Gives cells that are there another look. */
    void restyle(int from, int to, long style) {
        Arrays.fill(styles, from, to, style);
        hasStyle |= style != Style.PLAIN;
    }

    void setMark(int column, String mark) {
        if (marks == null) {
            marks = new String[codePoints.length];
        }
        marks[column] = mark;
    }

    /** Takes the cells of another row; wide characters that the edges cut are blanked. */
    void copyCells(Line from, int left, int right) {
        prepare(left, right);
        for (int x = left; x < right; x++) {
            int codePoint = from.codePoint(x);
            boolean cut = x == left && codePoint == TAIL
                    || x == right - 1 && x + 1 < from.length && from.codePoints[x + 1] == TAIL;
            codePoints[x] = cut ? ' ' : codePoint;
            styles[x] = from.style(x);
            if (from.marks(x) != null && !cut) {
                setMark(x, from.marks(x));
            }
        }
        hasWide |= from.hasWide;
        hasStyle |= from.hasStyle;
        beyondLatin |= from.beyondLatin;
    }

    void copyFrom(Line from) {
        int count = Math.min(from.length, codePoints.length);
        for (int column = 0; column < count; column++) {
            append(from, column);
        }
        wrapped = from.wrapped;
        hasWide = from.hasWide;
        cutWideBefore(codePoints.length);
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

    /** A wide character that lost its second cell goes. */
    private void cutWideBefore(int end) {
        if (hasWide && end <= length && CharacterWidth.of(codePoints[end - 1]) == 2) {
            codePoints[end - 1] = ' ';
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
