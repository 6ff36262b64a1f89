package dev.diver.console.view;

import dev.diver.console.terminal.TextRange;

/**
 * What is marked on the screen.
 *
 * @param selection or null
 * @param match what was found, or null
 * @param focused whether keys go to this console
 */
record Highlights(TextRange selection, TextRange match, boolean focused) {

    boolean isSelected(long line, int column) {
        return selection != null && selection.contains(line, column);
    }

    boolean isMatch(long line, int column) {
        return match != null && match.contains(line, column);
    }
}
