package dev.diver.console.terminal;

import java.util.Arrays;

/** A piece of the history: the bytes of texts one after the other, and for each where it begins and its number of cells. */
final class HistoryPage {

    /** Room for the longest text with a row of 2000 cells, each with a style and marks of its own. */
    private static final int LARGEST = 1 << 18;
    /** A text of more bytes goes on in another one, so that no row is far from its text's begin. */
    private static final int LONGEST_TEXT = 16_384;

    private static final int FIRST_BYTES = 1 << 12;
    private static final int FIRST_TEXTS = 64;
    /** An entry of each of the three arrays. */
    private static final int INDEX_BYTES = 3 * Integer.BYTES;

    private static final int OPEN = 1;
    private static final int WIDE = 2;
    private static final int CELLS_SHIFT = 2;

    byte[] data = new byte[FIRST_BYTES];
    /** The absolute number of the page's first row. */
    long firstRow;

    private int used;
    private int texts;
    private int rows;
    /** The cells of the newest row, or -1 where its text may have been broken otherwise since. */
    private int lastRow;
    /** Each text has one row, as those of most guests do. */
    private boolean oneRowEach;

    private int[] starts = new int[FIRST_TEXTS];
    /** Number of cells, and flags. */
    private int[] cells = new int[FIRST_TEXTS];

    private int[] rowStarts = new int[FIRST_TEXTS];

    void reset(long row) {
        firstRow = row;
        used = 0;
        texts = 0;
        rows = 0;
        oneRowEach = true;
        lastRow = -1;
    }

    int texts() {
        return texts;
    }

    long bytes() {
        return data.length + (long) INDEX_BYTES * starts.length;
    }

    boolean hasRoom(int more) {
        return used == 0 || used + more <= LARGEST;
    }

    /** Whether the newest text goes on in the next row. */
    boolean isOpen() {
        return texts > 0 && isOpen(texts - 1);
    }

    boolean isOpen(int text) {
        return (cells[text] & OPEN) != 0;
    }

    boolean hasWide(int text) {
        return (cells[text] & WIDE) != 0;
    }

    int cells(int text) {
        return cells[text] >>> CELLS_SHIFT;
    }

    int start(int text) {
        return starts[text];
    }

    int end(int text) {
        return text + 1 < texts ? starts[text + 1] : used;
    }

    /** Whether the newest text and the row are one that this width breaks between them, and that is not yet too long. */
    boolean isContinuedBy(Line row, int columns) {
        boolean wide = row.length > 1 && row.codePoints[1] == Line.TAIL;
        boolean full = lastRow == columns || lastRow == columns - 1 && wide;
        return full && isOpen() && used - starts[texts - 1] < LONGEST_TEXT;
    }

    /** The number of the text's first row. */
    long rowOf(int text) {
        return firstRow + rowStarts[text];
    }

    int rows(int text) {
        return (text + 1 < texts ? rowStarts[text + 1] : rows) - rowStarts[text];
    }

    void add(Line row) {
        if (texts == starts.length) {
            int larger = texts * 2;
            starts = Arrays.copyOf(starts, larger);
            cells = Arrays.copyOf(cells, larger);
            rowStarts = Arrays.copyOf(rowStarts, larger);
        }
        starts[texts] = used;
        cells[texts] = row.length << CELLS_SHIFT | flags(row);
        rowStarts[texts++] = rows++;
        encode(row);
    }

    void addToLast(Line row) {
        int before = cells[texts - 1] & ~OPEN;
        cells[texts - 1] = before + (row.length << CELLS_SHIFT) & ~WIDE | before & WIDE | flags(row);
        rows++;
        oneRowEach = false;
        encode(row);
    }

    private static int flags(Line row) {
        return (row.wrapped ? OPEN : 0) | (row.hasWide() ? WIDE : 0);
    }

    private void encode(Line row) {
        int need = used + RowEncoder.most(row);
        if (need > data.length) {
            data = Arrays.copyOf(data, Math.max(need, Math.min(LARGEST, 2 * data.length)));
        }
        used = RowEncoder.encode(row, data, used);
        lastRow = row.length;
    }

    /** @return the number of the first of the rows removed */
    long removeLast() {
        texts--;
        rows = rowStarts[texts];
        used = starts[texts];
        lastRow = -1;
        return firstRow + rows;
    }

    /** The text that the row is part of. */
    int textOf(long number) {
        int row = (int) (number - firstRow);
        if (oneRowEach) {
            return row;
        }
        int low = 0;
        int high = texts - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (rowStarts[middle] <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Counts rows for another width.
     *
     * @param skipped texts at the page's begin that have no rows any more
     * @return how many rows there are
     */
    int reflow(long row, int skipped, int columns, RowDecoder decoder) {
        firstRow = row;
        rows = 0;
        oneRowEach = true;
        lastRow = -1;
        for (int text = 0; text < texts; text++) {
            rowStarts[text] = rows;
            if (text >= skipped) {
                rows += hasWide(text) ? decoder.rows(this, text, columns) : rows(cells(text), columns);
            }
            oneRowEach &= rows == text + 1;
        }
        return rows;
    }

    private static int rows(int cells, int columns) {
        return Math.max(1, (cells + columns - 1) / columns);
    }
}
