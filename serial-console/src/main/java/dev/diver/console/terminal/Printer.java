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
        int columns = display.columns();
        while (at < end) {
            wrapIfPending();
            int count = Math.min(end - at, columns - cursor.x);
            display.grid().row(cursor.y).putAscii(cursor.x, bytes, at, count, cursor.style);
            at += count;
            cursor.x += count;
            if (cursor.x == columns) {
                cursor.x = columns - 1;
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
        if (cursor.x + width > display.columns()) {
            if (modes.autoWrap) {
                display.grid().row(cursor.y).erase(cursor.x, display.columns(), Style.PLAIN);
                wrap();
            } else {
                cursor.x = display.columns() - width;
            }
        }
        if (modes.insert) {
            display.grid().row(cursor.y).insert(cursor.x, width, Style.erased(cursor.style));
        }
        display.grid().row(cursor.y).put(cursor.x, codePoint, width, cursor.style);
        lastPrinted = codePoint;
        cursor.x += width;
        if (cursor.x >= display.columns()) {
            cursor.x = display.columns() - 1;
            cursor.pendingWrap = modes.autoWrap;
        }
    }

    void repeat(int count) {
        if (lastPrinted != 0) {
            for (int i = Math.min(count, display.columns() * display.rows()); i > 0; i--) {
                print(lastPrinted);
            }
        }
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
        Line line = display.grid().row(cursor.y);
        cursor.x = 0;
        // Set before scrolling: afterwards the row is another one.
        line.wrapped = cursor.y == display.bottomMargin() || cursor.y < display.rows() - 1;
        display.lineFeed();
    }
}
