package dev.diver.console.search;

import dev.diver.console.terminal.Position;
import dev.diver.console.terminal.TextRange;
import java.util.List;

/**
 * What a search has found so far.
 *
 * @param generation of the terminal's line numbers that the places are told in
 * @param places in the order of the text
 * @param complete whether all text there was has been looked through
 * @param full whether there are more than are kept
 * @param givenUp texts that could not be looked through, as the expression takes too long on them
 */
public record Hits(long generation, List<TextRange> places, boolean complete, boolean full, int givenUp) {

    public static final Hits NONE = new Hits(-1, List.of(), false, false, 0);

    public int count() {
        return places.size();
    }

    /** The first place that does not end before the line; their number where there is none. */
    public int firstFrom(long line) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places.get(middle).end().line() < line) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many places begin before the position. */
    public int before(Position position) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places.get(middle).start().compareTo(position) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
