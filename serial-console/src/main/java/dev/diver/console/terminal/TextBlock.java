package dev.diver.console.terminal;

import java.util.List;

/**
 * A copy of some lines' text, to be looked through without holding the terminal up.
 *
 * @param generation of the terminal's line numbers, see {@link Screen#generation}
 * @param first the oldest line that the terminal has
 * @param settled lines before this one change no more
 * @param end the line after the newest
 */
public record TextBlock(long generation, long first, long settled, long end, List<Row> rows) {

    public TextBlock {
        rows = List.copyOf(rows);
    }

    /**
     * One line as it stands on the screen.
     *
     * @param text without the blanks at its end, unless it goes on
     * @param columns of each char in the text and after its last; null where the two are the same
     * @param goesOn whether its text goes on in the next line
     * @param time when it came, in milliseconds since 1970, or {@link Screen#NO_TIME}
     */
    public record Row(long number, String text, int[] columns, boolean goesOn, long time) {

        /** The column in which the char stands, or that follows the last one. */
        public int column(int index) {
            return columns == null ? index : columns[index];
        }
    }
}
