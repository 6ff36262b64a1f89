package dev.diver.console.terminal;

import java.util.Arrays;

/** The terminal's two screens and the cursor on them, and what can be done with these. Not thread-safe. */
final class Display {

    final Cursor cursor = new Cursor();
    final Modes modes = new Modes();
    /** Of the main screen's lines. */
    final LineNotes notes = new LineNotes();

    private final int scrollBack;
    private final Cursor savedMain = new Cursor();
    private final Cursor savedAlternate = new Cursor();

    private Grid main;
    private Grid alternate;
    private Grid grid;
    private TabStops tabs;
    private int topMargin;
    private int bottomMargin;
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

    Grid main() {
        return main;
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

    /** What comes now came at the time; to be called before it is printed. */
    Arrival arriving(long time) {
        long line = main.top + cursor.y;
        // A line that was begun but has nothing yet begins with what comes now.
        return new Arrival(main, isAlternate() ? Long.MAX_VALUE : line + (main.line(line).length == 0 ? 0 : 1), time);
    }

    /**
     * A piece of output on its way.
     *
     * @param line that it begins, where it gets that far
     */
    record Arrival(Grid grid, long line, long time) {}

    /** Notes the time of the lines that the piece began. */
    void arrived(Arrival piece) {
        if (!isAlternate() && piece.grid() == main && main.top + cursor.y >= piece.line()) {
            notes.came(piece.line(), piece.time());
        }
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
        LineNotes.Move move = notes.moving(main, main.top + place.y);
        Rewrap rewrap = new Rewrap(main, columns, rows, place.y, place.pendingWrap ? main.columns : place.x);
        main = rewrap.run();
        place.y = rewrap.cursorRow();
        place.x = Math.min(columns - 1, rewrap.cursorColumn());
        move.to(main, main.top + place.y);
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
        notes.forgetMarksBefore(main.first);
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

    /** The first row that scrolls. */
    int topMargin() {
        return topMargin;
    }

    /** The last row that scrolls. */
    int bottomMargin() {
        return bottomMargin;
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
