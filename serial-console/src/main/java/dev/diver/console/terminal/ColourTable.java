package dev.diver.console.terminal;

import java.util.Arrays;

/**
 * The colours that a program gave other values than the person's palette has (OSC 4, 10 to 12). Immutable copies go to
 * screens; nothing of it can be asked for by the program.
 */
final class ColourTable {

    static final int FOREGROUND = 256;
    static final int BACKGROUND = 257;
    static final int CURSOR = 258;
    private static final int SIZE = 259;

    /** No value of its own. */
    static final int NONE = -1;

    private static final int[] UNCHANGED = {};

    private int[] values = UNCHANGED;

    void reset() {
        values = UNCHANGED;
    }

    /** Red, green and blue in a byte each by index, or empty where all are the palette's; never changed. */
    int[] values() {
        return values;
    }

    void set(int index, int colour) {
        int[] changed = new int[SIZE];
        if (values.length == 0) {
            Arrays.fill(changed, NONE);
        } else {
            System.arraycopy(values, 0, changed, 0, SIZE);
        }
        changed[index] = colour;
        values = changed;
    }

    void reset(int index) {
        if (values.length > 0) {
            set(index, NONE);
        }
    }

    void resetIndexed() {
        if (values.length > 0) {
            int[] changed = values.clone();
            Arrays.fill(changed, 0, FOREGROUND, NONE);
            values = changed;
        }
    }
}
