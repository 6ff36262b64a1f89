package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/** What a canvas shows, so that only those rows are painted again that look different now. */
final class PaintedRows {

    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private long[] rows = {};
    /** What all rows depend on. */
    private Object common = "";

    /** All has to be painted. */
    void forget() {
        common = "";
    }

    /**
     * Which rows differ from what was painted, and takes them as painted; all of them where anything that they have in
     * common is another.
     */
    BitSet changed(Screen screen, Highlights highlights, Object... conditions) {
        Object now = Arrays.asList(conditions);
        boolean all = !Objects.equals(common, now) || rows.length != screen.rows();
        if (all) {
            common = now;
            rows = new long[screen.rows()];
        }
        BitSet changed = new BitSet(rows.length);
        for (int row = 0; row < rows.length; row++) {
            long look = look(screen, highlights, row);
            if (all || look != rows[row]) {
                rows[row] = look;
                changed.set(row);
            }
        }
        return changed;
    }

    private static long look(Screen screen, Highlights highlights, int row) {
        long hash = screen.isMarked(row) ? 1 : 0;
        for (int column = 0; column < screen.columns(); column++) {
            hash = (hash ^ screen.codePoint(column, row)) * FACTOR;
            hash = (hash ^ hash >>> 32 ^ screen.style(column, row)) * FACTOR;
            String marks = screen.marks(column, row);
            if (marks != null) {
                hash = (hash ^ marks.hashCode()) * FACTOR;
            }
        }
        if (screen.isCursorVisible() && screen.cursorRow() == row) {
            int cursor =
                    screen.cursorColumn() * 8 + screen.cursorShape().ordinal() * 2 + (highlights.focused() ? 1 : 0);
            hash = (hash ^ hash >>> 29 ^ cursor + 1) * FACTOR;
        }
        return (hash ^ hash >>> 31 ^ highlights.look(row)) * FACTOR;
    }
}
