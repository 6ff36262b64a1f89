package dev.diver.console.terminal;

import java.util.Arrays;

/** The terminal's two screens and the cursor on them, and what can be done with these. Not thread-safe. */
final class Display {

    final Cursor cursor = new Cursor();
    final Modes modes = new Modes();

    private final int scrollBack;
    private final Cursor savedMain = new Cursor();
    private final Cursor savedAlternate = new Cursor();

    private Grid main;
    private Grid alternate;
    private Grid grid;
    private TabStops tabs;
    private int topMargin;
    private int bottomMargin;
    private int lastPrinted;
    /** Changes where absolute line numbers begin to mean other lines. */
    private long generation;

    Display(int columns, int rows, int scrollBack) {
        this.scrollBack = scrollBack;
        main = new Grid(columns, rows, scrollBack);
        alternate = new Grid(columns, rows, 0);
        grid = main;
        reset();
    }

    Grid grid() {
        return grid;
    }

    boolean isAlternate() {
        return grid == alternate;
    }

    long generation() {
        return generation;
    }

    int columns() {
        return grid.columns;
    }

    int rows() {
        return grid.rows;
    }

    /** As after switching on, but what was said before stays in the scroll-back. */
    void reset() {
        select(main);
        modes.reset();
        if (scrollBack > 0) {
            int used = rows();
            while (used > 0 && grid.row(used - 1).length == 0) {
                used--;
            }
            for (int i = 0; i < used; i++) {
                grid.scrollUp(0, rows() - 1, 1, Style.PLAIN);
            }
        }
        grid.clearRows(0, rows(), Style.PLAIN);
        alternate.clearRows(0, rows(), Style.PLAIN);
        softReset();
        cursor.reset();
        tabs = new TabStops(columns());
    }

    void softReset() {
        modes.softReset();
        cursor.style = Style.PLAIN;
        cursor.origin = false;
        cursor.set = 0;
        Arrays.fill(cursor.drawing, false);
        savedMain.reset();
        savedAlternate.reset();
        topMargin = 0;
        bottomMargin = rows() - 1;
    }

    void resize(int columns, int rows) {
        if (columns == columns() && rows == rows()) {
            return;
        }
        boolean onMain = grid == main;
        // While a program uses the alternate screen, the main screen's cursor is the saved one.
        Cursor place = onMain ? cursor : savedMain;
        place.fit(main.columns, main.rows);
        Rewrap rewrap = new Rewrap(main, columns, rows, place.y, place.pendingWrap ? main.columns : place.x);
        main = rewrap.run();
        place.y = rewrap.cursorRow();
        place.x = Math.min(columns - 1, rewrap.cursorColumn());
        place.pendingWrap = rewrap.cursorColumn() == columns && place.x == columns - 1;
        alternate = resized(alternate, columns, rows);
        grid = onMain ? main : alternate;
        savedMain.fit(columns, rows);
        savedAlternate.fit(columns, rows);
        cursor.fit(columns, rows);
        tabs = tabs.resized(columns);
        topMargin = 0;
        bottomMargin = rows - 1;
        generation++;
    }

    /** Programs that use the alternate screen paint it anew: nothing is rewrapped. */
    private static Grid resized(Grid old, int columns, int rows) {
        Grid fresh = new Grid(columns, rows, 0);
        for (int y = 0; y < Math.min(rows, old.rows); y++) {
            fresh.row(y).copyFrom(old.row(y));
        }
        return fresh;
    }

    void clearAll() {
        if (!isAlternate()) {
            grid.scrollUp(0, rows() - 1, cursor.y, Style.PLAIN);
            cursor.y = 0;
            grid.clearRows(1, rows(), Style.PLAIN);
        }
        forgetScrollBack();
    }

    void forgetScrollBack() {
        main.forgetScrollBack();
        generation++;
    }

    void showAlternate(boolean show, boolean clear) {
        if (show != isAlternate()) {
            if (clear && !show) {
                alternate.clearRows(0, rows(), Style.PLAIN);
            }
            select(show ? alternate : main);
        }
        if (clear && show) {
            alternate.clearRows(0, rows(), Style.erased(cursor.style));
        }
    }

    private void select(Grid selected) {
        if (grid != selected) {
            grid = selected;
            generation++;
        }
    }

    void saveCursor() {
        (isAlternate() ? savedAlternate : savedMain).assign(cursor);
    }

    void restoreCursor() {
        cursor.assign(isAlternate() ? savedAlternate : savedMain);
        cursor.fit(columns(), rows());
    }

    // Writing

    void ascii(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        if (modes.insert) {
            while (at < end) {
                print(bytes[at++]);
            }
            return;
        }
        int columns = columns();
        while (at < end) {
            wrapIfPending();
            int count = Math.min(end - at, columns - cursor.x);
            grid.row(cursor.y).putAscii(cursor.x, bytes, at, count, cursor.style);
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
                grid.row(cursor.y).mark(column, codePoint);
            }
            return;
        }
        wrapIfPending();
        if (cursor.x + width > columns()) {
            if (modes.autoWrap) {
                grid.row(cursor.y).erase(cursor.x, columns(), Style.PLAIN);
                wrap();
            } else {
                cursor.x = columns() - width;
            }
        }
        if (modes.insert) {
            grid.row(cursor.y).insert(cursor.x, width, Style.erased(cursor.style));
        }
        grid.row(cursor.y).put(cursor.x, codePoint, width, cursor.style);
        lastPrinted = codePoint;
        cursor.x += width;
        if (cursor.x >= columns()) {
            cursor.x = columns() - 1;
            cursor.pendingWrap = modes.autoWrap;
        }
    }

    void repeat(int count) {
        if (lastPrinted != 0) {
            for (int i = Math.min(count, columns() * rows()); i > 0; i--) {
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
        Line line = grid.row(cursor.y);
        cursor.x = 0;
        // Set before scrolling: afterwards the row is another one.
        line.wrapped = cursor.y == bottomMargin || cursor.y < rows() - 1;
        lineFeed();
    }

    // Moving

    void lineFeed() {
        cursor.pendingWrap = false;
        if (cursor.y == bottomMargin) {
            grid.scrollUp(topMargin, bottomMargin, 1, Style.erased(cursor.style));
        } else if (cursor.y < rows() - 1) {
            cursor.y++;
        }
    }

    void reverseLineFeed() {
        cursor.pendingWrap = false;
        if (cursor.y == topMargin) {
            grid.scrollDown(topMargin, bottomMargin, 1, Style.erased(cursor.style));
        } else if (cursor.y > 0) {
            cursor.y--;
        }
    }

    void column(int x) {
        cursor.x = Math.clamp(x, 0, columns() - 1);
        cursor.pendingWrap = false;
    }

    /** Moves rows, not beyond the margin it was within. */
    void moveRows(int count) {
        int highest = cursor.y >= topMargin ? topMargin : 0;
        int lowest = cursor.y <= bottomMargin ? bottomMargin : rows() - 1;
        cursor.y = Math.clamp((long) cursor.y + count, highest, lowest);
        cursor.pendingWrap = false;
    }

    /** To a row counted from the screen's top, or in origin mode from the margin. */
    void row(int y) {
        cursor.y = cursor.origin
                ? Math.clamp((long) y + topMargin, topMargin, bottomMargin)
                : Math.clamp(y, 0, rows() - 1);
        cursor.pendingWrap = false;
    }

    int reportedRow() {
        return cursor.origin ? cursor.y - topMargin : cursor.y;
    }

    void tab(int count) {
        column(tabs.after(cursor.x, count));
    }

    void tabBack(int count) {
        column(tabs.before(cursor.x, count));
    }

    TabStops tabs() {
        return tabs;
    }

    void margins(int top, int bottom) {
        int last = Math.min(bottom, rows()) - 1;
        if (top - 1 < last) {
            topMargin = top - 1;
            bottomMargin = last;
            column(0);
            row(0);
        }
    }

    // Erasing

    /** @param what 0 from the cursor, 1 up to it, 2 all, 3 the scroll-back */
    void eraseDisplay(int what) {
        long style = Style.erased(cursor.style);
        switch (what) {
            case 0 -> {
                eraseLine(0);
                grid.clearRows(cursor.y + 1, rows(), style);
            }
            case 1 -> {
                grid.clearRows(0, cursor.y, style);
                eraseLine(1);
            }
            case 2 -> grid.clearRows(0, rows(), style);
            case 3 -> forgetScrollBack();
            default -> {}
        }
        if (what == 2) {
            cursor.pendingWrap = false;
        }
    }

    void eraseLine(int what) {
        Line line = grid.row(cursor.y);
        long style = Style.erased(cursor.style);
        switch (what) {
            case 0 -> line.erase(cursor.x, columns(), style);
            case 1 -> line.erase(0, cursor.x + 1, style);
            case 2 -> line.erase(0, columns(), style);
            default -> {}
        }
        cursor.pendingWrap = false;
    }

    void eraseCharacters(int count) {
        grid.row(cursor.y).erase(cursor.x, Math.min(columns(), cursor.x + count), Style.erased(cursor.style));
        cursor.pendingWrap = false;
    }

    void insertCharacters(int count) {
        grid.row(cursor.y).insert(cursor.x, count, Style.erased(cursor.style));
        cursor.pendingWrap = false;
    }

    void deleteCharacters(int count) {
        grid.row(cursor.y).delete(cursor.x, count, Style.erased(cursor.style));
        cursor.pendingWrap = false;
    }

    void insertLines(int count) {
        if (cursor.y >= topMargin && cursor.y <= bottomMargin) {
            grid.scrollDown(cursor.y, bottomMargin, count, Style.erased(cursor.style));
            column(0);
        }
    }

    void deleteLines(int count) {
        if (cursor.y >= topMargin && cursor.y <= bottomMargin) {
            // Deleted, not scrolled off: nothing of it goes into the scroll-back.
            grid.dropLines(cursor.y, bottomMargin, count, Style.erased(cursor.style));
            column(0);
        }
    }

    void scrollUp(int count) {
        grid.scrollUp(topMargin, bottomMargin, count, Style.erased(cursor.style));
    }

    void scrollDown(int count) {
        grid.scrollDown(topMargin, bottomMargin, count, Style.erased(cursor.style));
    }

    /** DECALN: the screen full of E, for adjusting tubes. */
    void align() {
        topMargin = 0;
        bottomMargin = rows() - 1;
        cursor.origin = false;
        column(0);
        row(0);
        for (int y = 0; y < rows(); y++) {
            grid.row(y).clear(Style.PLAIN);
            grid.row(y).fill(0, columns(), 'E', Style.PLAIN);
        }
    }
}
