package dev.diver.console.terminal;

/** Erases, inserts and deletes around the cursor. Not thread-safe. */
final class Eraser {
    private final Display display;
    private final Cursor cursor;

    Eraser(Display display) {
        this.display = display;
        cursor = display.cursor;
    }

    /** @param what 0 from the cursor, 1 up to it, 2 all, 3 the scroll-back */
    void eraseDisplay(int what) {
        long style = display.erased();
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
        Line line = row();
        long style = display.erased();
        switch (what) {
            case 0 -> line.erase(cursor.x, display.columns(), style);
            case 1 -> line.erase(0, cursor.x + 1, style);
            case 2 -> line.erase(0, display.columns(), style);
            default -> {}
        }
        cursor.pendingWrap = false;
    }

    void eraseCharacters(int count) {
        row().erase(cursor.x, Math.min(display.columns(), cursor.x + count), display.erased());
        cursor.pendingWrap = false;
    }

    private Line row() {
        return display.grid().row(cursor.y);
    }

    void insertCharacters(int count) {
        if (display.margins.hasColumn(cursor.x)) {
            row().insert(cursor.x, display.margins.right + 1, count, display.erased());
        }
        cursor.pendingWrap = false;
    }

    void deleteCharacters(int count) {
        if (display.margins.hasColumn(cursor.x)) {
            row().delete(cursor.x, display.margins.right + 1, count, display.erased());
        }
        cursor.pendingWrap = false;
    }

    /** Moves what is within the margins to the side, left where positive (SL and SR). */
    void shiftColumns(int count) {
        Margins margins = display.margins;
        if (margins.contain(cursor)) {
            for (int y = margins.top; y <= margins.bottom; y++) {
                Line line = display.grid().row(y);
                if (count > 0) {
                    line.delete(margins.left, margins.right + 1, count, display.erased());
                } else {
                    line.insert(margins.left, margins.right + 1, -count, display.erased());
                }
            }
            cursor.pendingWrap = false;
        }
    }

    void insertLines(int count) {
        Margins margins = display.margins;
        if (!margins.contain(cursor)) {
            return;
        }
        if (margins.areWholeRows()) {
            display.grid().scrollDown(cursor.y, margins.bottom, count, display.erased());
        } else {
            display.grid().scrollBox(margins.from(cursor.y), -count, display.erased());
        }
        display.column(margins.left);
    }

    void deleteLines(int count) {
        Margins margins = display.margins;
        if (!margins.contain(cursor)) {
            return;
        }
        if (margins.areWholeRows()) {
            // Deleted, not scrolled off: nothing of it goes into the scroll-back.
            display.grid().dropLines(cursor.y, margins.bottom, count, display.erased());
        } else {
            display.grid().scrollBox(margins.from(cursor.y), count, display.erased());
        }
        display.column(margins.left);
    }
}
