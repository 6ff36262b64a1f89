package dev.diver.app.screen.project;

import java.util.function.IntUnaryOperator;

/** Where lines are after a change of a text, so that what is fixed to a line stays with its words. */
final class LineShift {
    private LineShift() {}

    /**
     * @param line in which the change begins, from 1
     * @param atStart whether it begins before the line's first letter
     * @return the new number of a line's old one
     */
    static IntUnaryOperator of(int line, boolean atStart, String removed, String inserted) {
        var most = Math.min(removed.length(), inserted.length());
        var same = 0;
        while (same < most && removed.charAt(same) == inserted.charAt(same)) {
            same++;
        }
        var end = 0;
        while (end < most - same
                && removed.charAt(removed.length() - 1 - end) == inserted.charAt(inserted.length() - 1 - end)) {
            end++;
        }
        var first = line + lines(removed.substring(0, same));
        var begins = same == 0 ? atStart : removed.charAt(same - 1) == '\n';
        var gone = lines(removed.substring(same, removed.length() - end));
        var more = lines(inserted.substring(same, inserted.length() - end));
        var moved = begins ? first : first + 1;
        return old -> old < moved ? old : Math.max(first, old + more - gone);
    }

    private static int lines(String text) {
        return (int) text.chars().filter(letter -> letter == '\n').count();
    }
}
