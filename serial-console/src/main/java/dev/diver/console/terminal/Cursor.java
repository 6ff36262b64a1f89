package dev.diver.console.terminal;

/** Where and how the next character is written: what {@code ESC 7} saves. */
final class Cursor {

    int x;
    int y;
    /** The last column was written; the next character goes to the next row. */
    boolean pendingWrap;

    long style;
    boolean origin;
    /** Which of the sets is in use. */
    int set;
    /** For each set, whether it is the line drawing one. */
    final boolean[] drawing = new boolean[2];

    void assign(Cursor other) {
        x = other.x;
        y = other.y;
        pendingWrap = other.pendingWrap;
        style = other.style;
        origin = other.origin;
        set = other.set;
        System.arraycopy(other.drawing, 0, drawing, 0, drawing.length);
    }

    void reset() {
        assign(new Cursor());
    }

    boolean isDrawing() {
        return drawing[set];
    }

    void fit(int columns, int rows) {
        if (x >= columns) {
            pendingWrap = false;
        }
        x = Math.clamp(x, 0, columns - 1);
        y = Math.clamp(y, 0, rows - 1);
    }
}
