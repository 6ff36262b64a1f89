package dev.diver.console.terminal;

import java.util.Arrays;

/** Looks for text, whatever its case, in lines as they were written, that is, with wrapped rows joined. */
final class TextSearch {

    private final int[] needle;

    private int[] folded = new int[256];
    private long[] lines = new long[256];
    private int[] columns = new int[256];
    private int length;

    TextSearch(String text) {
        // Combining characters are not in cells of their own, so they cannot be asked for.
        needle = text.codePoints()
                .filter(codePoint -> CharacterWidth.of(codePoint) > 0)
                .map(TextSearch::fold)
                .toArray();
    }

    boolean isEmpty() {
        return needle.length == 0;
    }

    private static int fold(int codePoint) {
        return codePoint < 0x80
                ? codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint
                : Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /**
     * Looks in the text that begins at the line.
     *
     * @param from the first place, or, backwards, what the match must begin before; null for no limit
     */
    TextRange inText(Grid grid, long start, Position from, boolean forward) {
        load(grid, start);
        int last = length - needle.length;
        if (forward) {
            for (int i = 0; i <= last; i++) {
                if (matches(i) && (from == null || at(i).compareTo(from) >= 0)) {
                    return match(i);
                }
            }
        } else {
            for (int i = last; i >= 0; i--) {
                if (matches(i) && (from == null || at(i).compareTo(from) < 0)) {
                    return match(i);
                }
            }
        }
        return null;
    }

    private Position at(int index) {
        return new Position(lines[index], columns[index]);
    }

    private TextRange match(int index) {
        int last = index + needle.length - 1;
        int width = Math.max(1, CharacterWidth.of(folded[last]));
        return new TextRange(at(index), new Position(lines[last], columns[last] + width));
    }

    private boolean matches(int index) {
        for (int i = 0; i < needle.length; i++) {
            if (folded[index + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }

    private void load(Grid grid, long start) {
        length = 0;
        long number = start;
        boolean goesOn = true;
        while (goesOn && number < grid.end()) {
            Line line = grid.line(number);
            ensure(length + line.length);
            for (int x = 0; x < line.length; x++) {
                if (line.codePoints[x] != Line.TAIL) {
                    folded[length] = fold(line.codePoints[x]);
                    lines[length] = number;
                    columns[length++] = x;
                }
            }
            goesOn = line.wrapped;
            number++;
        }
    }

    private void ensure(int capacity) {
        if (capacity > folded.length) {
            int larger = Math.max(capacity, folded.length * 2);
            folded = Arrays.copyOf(folded, larger);
            lines = Arrays.copyOf(lines, larger);
            columns = Arrays.copyOf(columns, larger);
        }
    }
}
