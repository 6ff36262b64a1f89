package dev.diver.console.terminal;

/** Reads rows that {@link RowEncoder} wrote, at any width. Not thread-safe. */
final class RowDecoder {

    private byte[] data;
    private int at;

    /** Reads one of a text's rows into the line, which has as many columns as are asked for. */
    void read(HistoryPage page, int text, long number, int columns, Line into) {
        int row = (int) (number - page.rowOf(text));
        into.clear(Style.PLAIN);
        if (page.hasWide(text)) {
            Line all = text(page, text);
            int from = 0;
            for (int i = 0; i < row && from < all.length; i++) {
                from = endOfRow(all, from, columns);
            }
            int to = endOfRow(all, from, columns);
            for (int x = from; x < to; x++) {
                into.append(all, x);
            }
        } else {
            int from = row * columns;
            copy(page, text, from, Math.min(page.cells(text), from + columns), into);
        }
        into.wrapped = row + 1 < page.rows(text) || page.isOpen(text);
    }

    /** All cells of a text, in a line of their number. */
    Line text(HistoryPage page, int text) {
        Line line = new Line(page.cells(text));
        copy(page, text, 0, page.cells(text), line);
        line.wrapped = page.isOpen(text);
        return line;
    }

    /** How many rows a text with wide characters has. */
    int rows(HistoryPage page, int text, int columns) {
        Line all = text(page, text);
        int rows = 1;
        for (int end = endOfRow(all, 0, columns); end < all.length; end = endOfRow(all, end, columns)) {
            rows++;
        }
        return rows;
    }

    /** A wide character is not broken. */
    private static int endOfRow(Line all, int from, int columns) {
        int end = from + columns;
        if (end >= all.length) {
            return all.length;
        }
        return all.codePoints[end] == Line.TAIL ? end - 1 : end;
    }

    private void copy(HistoryPage page, int text, int from, int to, Line into) {
        data = page.data;
        at = page.start(text);
        int end = page.end(text);
        int cell = 0;
        while (at < end && cell < to) {
            long header = number();
            int length = (int) (header >>> RowEncoder.FLAGS_SHIFT);
            int flags = (int) header & (1 << RowEncoder.FLAGS_SHIFT) - 1;
            int bytes = length;
            if (flags != 0) {
                bytes = data[at] & 0xFF | (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF) << 16;
                at += RowEncoder.LENGTH_BYTES;
            }
            int next = at + bytes;
            if (cell + length > from) {
                segment(length, flags, from - cell, to - cell, into);
            }
            at = next;
            cell += length;
        }
    }

    /** Appends the cells of one row that lie within the limits, which may lie beyond it. */
    private void segment(int length, int flags, int from, int to, Line into) {
        int left = Math.max(0, from);
        int right = Math.min(length, to);
        int base = into.length - left;
        if ((flags & RowEncoder.UNICODE) == 0) {
            into.appendLatin(data, at + left, right - left);
            at += length;
        } else {
            for (int x = 0; x < length; x++) {
                int codePoint = (int) number() - 1;
                if (x >= left && x < right) {
                    into.append(codePoint, Style.PLAIN, null);
                }
            }
        }
        if ((flags & RowEncoder.STYLES) != 0) {
            for (int x = 0; x < length; ) {
                int end = x + (int) number();
                long style = Long.rotateRight(number(), RowEncoder.STYLE_ROTATION);
                int start = Math.max(x, left);
                if (style != Style.PLAIN && start < Math.min(end, right)) {
                    into.restyle(base + start, base + Math.min(end, right), style);
                }
                x = end;
            }
        }
        if ((flags & RowEncoder.MARKS) != 0) {
            for (int x = (int) number() - 1; x >= 0; x = (int) number() - 1) {
                String mark = characters((int) number());
                if (x >= left && x < right) {
                    into.setMark(base + x, mark);
                }
            }
        }
    }

    private String characters(int length) {
        char[] characters = new char[length];
        for (int i = 0; i < length; i++) {
            characters[i] = (char) (data[at] & 0xFF | data[at + 1] << 8);
            at += 2;
        }
        return new String(characters);
    }

    private long number() {
        long value = 0;
        int shift = 0;
        while (data[at] < 0) {
            value |= (data[at++] & 0x7FL) << shift;
            shift += 7;
        }
        return value | (long) data[at++] << shift;
    }
}
