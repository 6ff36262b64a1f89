package dev.diver.console.terminal;

/** The cells within margins, all included. */
record Box(int left, int top, int right, int bottom) {

    boolean contains(int x, int y) {
        return x >= left && x <= right && y >= top && y <= bottom;
    }
}
