package dev.diver.console.terminal;

/** The terminal's two screens and the cursor on them, and what can be done with these. Not thread-safe. */
final class Display {

    final Cursor cursor = new Cursor();
    final Modes modes = new Modes();
    /** Of the main screen's lines. */
    final LineNotes notes = new LineNotes();

    final Margins margins = new Margins();
    final ColourTable colours = new ColourTable();

    private final boolean keepsLines;
    private final Cursor savedMain = new Cursor();
    private final Cursor savedAlternate = new Cursor();

    private final Grid main;
    private Grid alternate;
    private Grid grid;
    private TabStops tabs;
    /** Changes where absolute line numbers begin to mean other lines. */
    private long generation;

    Display(int columns, int rows, long scrollBackLines, long scrollBackBytes) {
        keepsLines = scrollBackLines > 0;
        main = new Grid(columns, rows, new History(columns, scrollBackLines, scrollBackBytes));
        alternate = withoutHistory(columns, rows);
        grid = main;
        margins.fit(columns, rows);
        reset();
    }

    private static Grid withoutHistory(int columns, int rows) {
        return new Grid(columns, rows, new History(columns, 0, 0));
    }

    Grid grid() {
        return grid;
    }

    Grid main() {
        return main;
    }

    /** What the main screen's history takes. */
    long historyBytes() {
        return main.history().bytes();
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
        // While a program uses the second screen, the main one's cursor is the saved one.
        long line = main.top() + Math.min(main.rows - 1, isAlternate() ? savedMain.y : cursor.y);
        // A line that was begun but has nothing yet begins with what comes now.
        return new Arrival(line + (main.line(line).length == 0 ? 0 : 1), time);
    }

    /**
     * A piece of output on its way.
     *
     * @param line that it begins, where it gets that far
     */
    record Arrival(long line, long time) {}

    /** Notes the time of the lines that the piece began. */
    void arrived(Arrival piece) {
        if (!isAlternate() && main.top() + cursor.y >= piece.line()) {
            notes.came(piece.line(), piece.time());
        }
    }

    /** As after switching on, but what was said before stays in the scroll-back. */
    void reset() {
        select(main);
        modes.reset();
        colours.reset();
        if (keepsLines) {
            int used = rows();
            while (used > 0 && grid.row(used - 1).length == 0) {
                used--;
            }
            grid.scrollUp(0, rows() - 1, used, Style.PLAIN);
        }
        grid.clearRows(0, rows(), Style.PLAIN);
        alternate.clearRows(0, rows(), Style.PLAIN);
        cursor.reset();
        softReset();
        tabs = new TabStops(columns());
    }

    void softReset() {
        modes.softReset();
        cursor.style = Style.PLAIN;
        cursor.origin = false;
        cursor.resetSets();
        savedMain.reset();
        savedAlternate.reset();
        margins.reset();
    }

    void resize(int columns, int rows) {
        if (columns == columns() && rows == rows()) {
            return;
        }
        boolean onMain = grid == main;
        // While a program uses the alternate screen, the main screen's cursor is the saved one.
        Cursor place = onMain ? cursor : savedMain;
        place.fit(main.columns, main.rows);
        LineNotes.Move move = notes.moving(main, main.top() + place.y);
        Rewrap rewrap = new Rewrap(main, columns, rows, place.y, place.pendingWrap ? main.columns : place.x);
        rewrap.run();
        place.y = rewrap.cursorRow();
        place.x = Math.min(columns - 1, rewrap.cursorColumn());
        move.to(main, main.top() + place.y);
        place.pendingWrap = rewrap.cursorColumn() == columns && place.x == columns - 1;
        alternate = resized(alternate, columns, rows);
        grid = onMain ? main : alternate;
        savedMain.fit(columns, rows);
        savedAlternate.fit(columns, rows);
        cursor.fit(columns, rows);
        tabs = tabs.resized(columns);
        margins.fit(columns, rows);
        generation++;
    }

    /** Programs that use the alternate screen paint it anew: nothing is rewrapped. */
    private static Grid resized(Grid old, int columns, int rows) {
        Grid fresh = withoutHistory(columns, rows);
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
        notes.forgetMarksBefore(main.first());
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

    long erased() {
        return Style.erased(cursor.style);
    }

    void lineFeed() {
        cursor.pendingWrap = false;
        if (cursor.y == margins.bottom) {
            if (margins.hasColumn(cursor.x)) {
                scroll(1);
            }
        } else if (cursor.y < rows() - 1) {
            cursor.y++;
        }
    }

    void reverseLineFeed() {
        cursor.pendingWrap = false;
        if (cursor.y == margins.top) {
            if (margins.hasColumn(cursor.x)) {
                scroll(-1);
            }
        } else if (cursor.y > 0) {
            cursor.y--;
        }
    }

    /** Scrolls what is within the margins, up where positive. */
    void scroll(int count) {
        if (!margins.areWholeRows()) {
            grid.scrollBox(margins.box(), count, erased());
        } else if (count > 0) {
            grid.scrollUp(margins.top, margins.bottom, count, erased());
        } else {
            grid.scrollDown(margins.top, margins.bottom, -count, erased());
        }
    }

    /** To a column of the screen. */
    void column(int x) {
        cursor.x = Math.clamp(x, 0, columns() - 1);
        cursor.pendingWrap = false;
    }

    /** To a column counted from the screen's edge, or in origin mode from the margin. */
    void addressColumn(int x) {
        cursor.x = cursor.origin
                ? Math.clamp((long) x + margins.left, margins.left, margins.right)
                : Math.clamp(x, 0, columns() - 1);
        cursor.pendingWrap = false;
    }

    /** To the margin, or, where the cursor is before it, to the screen's edge. */
    void carriageReturn() {
        column(margins.firstColumn(cursor.x));
    }

    /** Moves columns, not beyond the margin it was within. */
    void moveColumns(int count) {
        cursor.x = Math.clamp((long) cursor.x + count, margins.firstColumn(cursor.x), margins.lastColumn(cursor.x));
        cursor.pendingWrap = false;
    }

    /** Moves rows, not beyond the margin it was within. */
    void moveRows(int count) {
        int highest = cursor.y >= margins.top ? margins.top : 0;
        int lowest = cursor.y <= margins.bottom ? margins.bottom : rows() - 1;
        cursor.y = Math.clamp((long) cursor.y + count, highest, lowest);
        cursor.pendingWrap = false;
    }

    /** To a row counted from the screen's top, or in origin mode from the margin. */
    void row(int y) {
        cursor.y = cursor.origin
                ? Math.clamp((long) y + margins.top, margins.top, margins.bottom)
                : Math.clamp(y, 0, rows() - 1);
        cursor.pendingWrap = false;
    }

    /** To where counting begins. */
    void home() {
        addressColumn(0);
        row(0);
    }

    int reportedRow() {
        return cursor.origin ? Math.max(0, cursor.y - margins.top) : cursor.y;
    }

    int reportedColumn() {
        return cursor.origin ? Math.max(0, cursor.x - margins.left) : cursor.x;
    }

    void tab(int count) {
        cursor.x = Math.min(tabs.after(cursor.x, count), margins.lastColumn(cursor.x));
    }

    void tabBack(int count) {
        column(Math.max(tabs.before(cursor.x, count), cursor.origin ? margins.left : 0));
    }

    TabStops tabs() {
        return tabs;
    }

    /** DECALN: the screen full of E, for adjusting tubes. */
    void align() {
        margins.reset();
        cursor.origin = false;
        home();
        for (int y = 0; y < rows(); y++) {
            grid.row(y).clear(Style.PLAIN);
            grid.row(y).fill(0, columns(), 'E', Style.PLAIN);
        }
    }
}
