package dev.diver.console.terminal;

import java.util.Arrays;

/** Where and how the next character is written: what {@code ESC 7} saves. */
final class Cursor {

    /** G0 to G3. */
    private static final int SETS = 4;

    int x;
    int y;
    /** The last column was written; the next character goes to the next row. */
    boolean pendingWrap;

    long style;
    boolean origin;

    private final CharacterSet[] sets = new CharacterSet[SETS];
    private int locked;
    /** The set for one character, or -1. */
    private int single;

    Cursor() {
        resetSets();
    }

    void assign(Cursor other) {
        x = other.x;
        y = other.y;
        pendingWrap = other.pendingWrap;
        style = other.style;
        origin = other.origin;
        System.arraycopy(other.sets, 0, sets, 0, SETS);
        locked = other.locked;
        single = other.single;
    }

    void reset() {
        assign(new Cursor());
    }

    void resetSets() {
        Arrays.fill(sets, CharacterSet.ASCII);
        locked = 0;
        single = -1;
    }

    void designate(int number, CharacterSet set) {
        sets[number] = set;
    }

    /** Uses a set from here on. */
    void lock(int number) {
        locked = number;
    }

    /** Uses a set for the next character. */
    void shift(int number) {
        single = number;
    }

    boolean isAscii() {
        return single < 0 && sets[locked] == CharacterSet.ASCII;
    }

    int map(int ascii) {
        int number = single < 0 ? locked : single;
        single = -1;
        return sets[number].map(ascii);
    }

    void fit(int columns, int rows) {
        if (x >= columns) {
            pendingWrap = false;
        }
        x = Math.clamp(x, 0, columns - 1);
        y = Math.clamp(y, 0, rows - 1);
    }
}
