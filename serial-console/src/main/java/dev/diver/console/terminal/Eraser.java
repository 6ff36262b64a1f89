package dev.diver.console.terminal;

/** Erases, inserts and deletes around the cursor, and scrolls. Not thread-safe. */
final class Eraser {
    private final Display display;
    private final Cursor cursor;

    Eraser(Display display) {
        this.display = display;
        cursor = display.cursor;
    }

    /** @param what 0 from the cursor, 1 up to it, 2 all, 3 the scroll-back */
    void eraseDisplay(int what) {
        long style = Style.erased(cursor.style);
        switch (what) {
            case 0 -> {
                eraseLine(0);
                display.grid().clearRows(cursor.y + 1, display.rows(), style);
            }
            case 1 -> {
                display.grid().clearRows(0, cursor.y, style);
                eraseLine(1);
            }
            case 2 -> display.grid().clearRows(0, display.rows(), style);
            case 3 -> display.forgetScrollBack();
            default -> {}
        }
        if (what == 2) {
            cursor.pendingWrap = false;
        }
    }

    void eraseLine(int what) {
        Line line = display.grid().row(cursor.y);
        long style = Style.erased(cursor.style);
        switch (what) {
            case 0 -> line.erase(cursor.x, display.columns(), style);
            case 1 -> line.erase(0, cursor.x + 1, style);
            case 2 -> line.erase(0, display.columns(), style);
            default -> {}
        }
        cursor.pendingWrap = false;
    }

    void eraseCharacters(int count) {
        display.grid()
                .row(cursor.y)
                .erase(cursor.x, Math.min(display.columns(), cursor.x + count), Style.erased(cursor.style));
        cursor.pendingWrap = false;
    }

    void insertCharacters(int count) {
        display.grid().row(cursor.y).insert(cursor.x, count, Style.erased(cursor.style));
        cursor.pendingWrap = false;
    }

    void deleteCharacters(int count) {
        display.grid().row(cursor.y).delete(cursor.x, count, Style.erased(cursor.style));
        cursor.pendingWrap = false;
    }

    void insertLines(int count) {
        if (cursor.y >= display.topMargin() && cursor.y <= display.bottomMargin()) {
            display.grid().scrollDown(cursor.y, display.bottomMargin(), count, Style.erased(cursor.style));
            display.column(0);
        }
    }

    void deleteLines(int count) {
        if (cursor.y >= display.topMargin() && cursor.y <= display.bottomMargin()) {
            // Deleted, not scrolled off: nothing of it goes into the scroll-back.
            display.grid().dropLines(cursor.y, display.bottomMargin(), count, Style.erased(cursor.style));
            display.column(0);
        }
    }

    void scrollUp(int count) {
        display.grid().scrollUp(display.topMargin(), display.bottomMargin(), count, Style.erased(cursor.style));
    }

    void scrollDown(int count) {
        display.grid().scrollDown(display.topMargin(), display.bottomMargin(), count, Style.erased(cursor.style));
    }
}
