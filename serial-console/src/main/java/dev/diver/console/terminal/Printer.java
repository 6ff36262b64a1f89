package dev.diver.console.terminal;

/** Writes characters where the cursor is, and wraps. Not thread-safe. */
final class Printer {
    private final Display display;
    private final Cursor cursor;
    private final Modes modes;
    private int lastPrinted;

    Printer(Display display) {
        this.display = display;
        cursor = display.cursor;
        modes = display.modes;
    }

    void ascii(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        if (modes.insert) {
            while (at < end) {
                print(bytes[at++]);
            }
            return;
        }
        while (at < end) {
            wrapIfPending();
            int edge = display.margins.lastColumn(cursor.x) + 1;
            int count = Math.min(end - at, edge - cursor.x);
            display.grid().row(cursor.y).putAscii(cursor.x, bytes, at, count, cursor.style);
            at += count;
            cursor.x += count;
            if (cursor.x == edge) {
                cursor.x = edge - 1;
                cursor.pendingWrap = modes.autoWrap;
                if (!modes.autoWrap && at < end - 1) {
                    at = end - 1; // all but the last would be overwritten at once
                }
            }
        }
        lastPrinted = bytes[end - 1];
    }

    void print(int codePoint) {
        int width = CharacterWidth.of(codePoint);
        if (width == 0) {
            int column = cursor.pendingWrap ? cursor.x : cursor.x - 1;
            if (column >= 0) {
                display.grid().row(cursor.y).mark(column, codePoint);
            }
            return;
        }
        wrapIfPending();
        int edge = display.margins.lastColumn(cursor.x) + 1;
        if (cursor.x + width > edge) {
            if (modes.autoWrap) {
                display.grid().row(cursor.y).erase(cursor.x, edge, Style.PLAIN);
                wrap();
                edge = display.margins.lastColumn(cursor.x) + 1;
            } else {
                cursor.x = Math.max(0, edge - width);
            }
        }
        if (modes.insert) {
            display.grid().row(cursor.y).insert(cursor.x, edge, width, display.erased());
        }
        display.grid().row(cursor.y).put(cursor.x, codePoint, width, cursor.style);
        lastPrinted = codePoint;
        cursor.x += width;
        if (cursor.x >= edge) {
            cursor.x = edge - 1;
            cursor.pendingWrap = modes.autoWrap;
        }
    }

    void repeat(int count) {
        if (lastPrinted != 0) {
            for (int i = Math.min(count, display.columns() * display.rows()); i > 0; i--) {
                print(lastPrinted);
            }
            forget();
        }
    }

    /** Only a character can be repeated that came just before: so it is with xterm. */
    void forget() {
        lastPrinted = 0;
    }

    private void wrapIfPending() {
        if (cursor.pendingWrap) {
            if (modes.autoWrap) {
                wrap();
            }
            cursor.pendingWrap = false;
        }
    }

    private void wrap() {
        Margins margins = display.margins;
        Line line = display.grid().row(cursor.y);
        // Set before scrolling: afterwards the row is another one.
        line.wrapped = margins.areWholeRows() && (cursor.y == margins.bottom || cursor.y < display.rows() - 1);
        display.lineFeed();
        cursor.x = margins.left;
    }
}
