package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.TextRange;
import java.util.List;

/** What is marked on a screen: each cell's place in a selection or in something found. */
final class Highlights {

    private static final byte HIT = 1;
    private static final byte CURRENT = 2;

    private final TextRange selection;
    private final boolean focused;
    private final long topLine;
    private final int columns;
    /** Of each cell, row by row; null where nothing was found. */
    private final byte[] found;

    /**
     * @param selection or null
     * @param hits those that may be on the screen
     * @param current the hit that was gone to, or null
     * @param focused whether keys go to this console
     */
    Highlights(Screen screen, TextRange selection, List<TextRange> hits, TextRange current, boolean focused) {
        this.selection = selection;
        this.focused = focused;
        topLine = screen.topLine();
        columns = screen.columns();
        boolean any = !hits.isEmpty() || current != null;
        found = any ? new byte[columns * screen.rows()] : null;
        for (TextRange hit : hits) {
            fill(hit, HIT);
        }
        if (current != null) {
            fill(current, CURRENT);
        }
    }

    private void fill(TextRange range, byte value) {
        long first = (range.start().line() - topLine) * columns + range.start().column();
        long end = (range.end().line() - topLine) * columns
                + Math.min(columns, range.end().column());
        for (int i = (int) Math.max(0, first); i < Math.min(found.length, end); i++) {
            found[i] = value;
        }
    }

    private byte found(long line, int column) {
        return found == null ? 0 : found[(int) (line - topLine) * columns + column];
    }

    /** Differs where the row's cells are marked otherwise. */
    long look(int row) {
        long look = 0;
        if (any()) {
            for (int column = 0; column < columns; column++) {
                int cell = found == null ? 0 : found[row * columns + column];
                look = look * 31 + cell * 2 + (isSelected(topLine + row, column) ? 1 : 0) + 1;
            }
        }
        return look;
    }

    boolean any() {
        return selection != null || found != null;
    }

    boolean focused() {
        return focused;
    }

    boolean isSelected(long line, int column) {
        return selection != null && selection.contains(line, column);
    }

    boolean isMatch(long line, int column) {
        return found(line, column) != 0;
    }

    boolean isCurrent(long line, int column) {
        return found(line, column) == CURRENT;
    }
}
