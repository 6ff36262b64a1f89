package dev.diver.console.terminal;

import java.util.Arrays;

/**
 * The rows that left the screen, oldest first, bounded in rows and in bytes. A row is kept as its text and runs of style,
 * and rows that were wrapped as one text, so that another width needs no text to be moved: only the numbers of rows are
 * counted anew. Adding is a copy to the end of a page; the oldest page is the next new one.
 *
 * <p>Rows have absolute numbers from {@link #first} up to {@link #end}. Not thread-safe.
 */
final class History {

    private final long mostRows;
    private final long mostBytes;
    private final RowDecoder decoder = new RowDecoder();

    private HistoryPage[] pages = new HistoryPage[4];
    private int head;
    private int count;
    private HistoryPage spare;
    private long bytes;

    private int columns;
    private long first;
    private long end;
    /** Texts in pages that are gone. */
    private long forgotten;

    /** @param mostBytes of texts and what finds them; at least a page is kept, whatever it has */
    History(int columns, long mostRows, long mostBytes) {
        this.columns = columns;
        this.mostRows = mostRows;
        this.mostBytes = mostBytes;
    }

    /** The oldest row still kept. */
    long first() {
        return first;
    }

    /** The number that the next row gets. */
    long end() {
        return end;
    }

    /** What texts and their index take. */
    long bytes() {
        return bytes;
    }

    private HistoryPage page(int index) {
        return pages[(head + index) % pages.length];
    }

    private HistoryPage last() {
        return count == 0 ? null : page(count - 1);
    }

    void add(Line row) {
        if (mostRows == 0) {
            end++;
            first = end;
            return;
        }
        HistoryPage page = last();
        int need = RowEncoder.most(row);
        if (page == null || !page.hasRoom(need)) {
            page = open();
        }
        long before = page.bytes();
        if (page.isContinuedBy(row, columns)) {
            page.addToLast(row);
        } else {
            page.add(row);
        }
        bytes += page.bytes() - before;
        end++;
        drop();
    }

    private HistoryPage open() {
        if (count == pages.length) {
            HistoryPage[] larger = new HistoryPage[2 * count];
            for (int i = 0; i < count; i++) {
                larger[i] = page(i);
            }
            pages = larger;
            head = 0;
        }
        HistoryPage page = spare == null ? new HistoryPage() : spare;
        spare = null;
        page.reset(end);
        pages[(head + count++) % pages.length] = page;
        bytes += page.bytes();
        return page;
    }

    private void drop() {
        first = Math.max(first, end - mostRows);
        while (count > 1 && (page(1).firstRow <= first || bytes > mostBytes)) {
            spare = page(0);
            bytes -= spare.bytes();
            forgotten += spare.texts();
            pages[head] = null;
            head = (head + 1) % pages.length;
            count--;
            first = Math.max(first, page(0).firstRow);
        }
    }

    void clear() {
        first = end;
        Arrays.fill(pages, null);
        head = 0;
        count = 0;
        bytes = 0;
        spare = null;
    }

    /** Reads a row that is there, into a line of as many columns. */
    void read(long number, Line into) {
        HistoryPage page = page(pageOf(number));
        decoder.read(page, page.textOf(number), number, columns, into);
    }

    /** Whether a row that is there goes on in the next one. */
    boolean isWrapped(long number) {
        HistoryPage page = page(pageOf(number));
        int text = page.textOf(number);
        return number + 1 < page.rowOf(text) + page.rows(text) || page.isOpen(text);
    }

    /** A number of the text that a row is part of, which stays the text's when rows are counted anew. */
    long textOf(long row) {
        int at = pageOf(row);
        long before = forgotten;
        for (int i = 0; i < at; i++) {
            before += page(i).texts();
        }
        return before + page(at).textOf(row);
    }

    /** The first row of the text of that number; -1 where it is not there any more. */
    long rowOf(long text) {
        long at = text - forgotten;
        for (int i = 0; i < count && at >= 0; i++) {
            if (at < page(i).texts()) {
                long row = page(i).rowOf((int) at);
                return row >= first && row < end ? row : -1;
            }
            at -= page(i).texts();
        }
        return -1;
    }

    private int pageOf(long number) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (page(middle).firstRow <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Whether the newest row goes on in what comes next. */
    boolean isOpen() {
        return first < end && last().isOpen();
    }

    /** Takes the newest text out, with all of its rows; null where there is none. */
    Line removeLast() {
        if (first >= end) {
            return null;
        }
        HistoryPage page = last();
        bytes -= page.bytes();
        Line text = decoder.text(page, page.texts() - 1);
        end = page.removeLast();
        if (page.texts() == 0) {
            pages[(head + --count) % pages.length] = null;
        } else {
            bytes += page.bytes();
        }
        first = Math.min(first, end);
        return text;
    }

    /** Counts rows anew for another width; their numbers mean others from here on. */
    void reflow(int newColumns) {
        if (newColumns == columns) {
            return;
        }
        // What is before the first text that is whole was given up already.
        int skipped = count == 0 || first >= end ? 0 : page(0).textOf(first);
        columns = newColumns;
        long rows = 0;
        for (int i = 0; i < count; i++) {
            rows += page(i).reflow(rows, i == 0 ? skipped : 0, columns, decoder);
        }
        first = 0;
        end = rows;
        drop();
    }
}
