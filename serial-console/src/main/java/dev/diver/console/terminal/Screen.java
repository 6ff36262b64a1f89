package dev.diver.console.terminal;

import java.util.Arrays;

/**
 * A copy of the rows that a view shows, for painting without holding the terminal up. It is filled again and again by
 * {@link Terminal#snapshot}; one thread uses it.
 */
public final class Screen {

    /** What {@link #codePoint} gives for the second cell of a wide character. */
    public static final int TAIL = Line.TAIL;

    /** What {@link #time} gives where nobody knows. */
    public static final long NO_TIME = -1;

    private int columns;
    private int rows;
    private int[] codePoints = {};
    private long[] styles = {};
    private String[] marks = {};
    private long[] times = {};
    private boolean[] marked = {};
    private boolean[] continued = {};

    private long topLine;
    private long firstLine;
    private long lastTopLine;
    private long generation;
    private long version = -1;
    private long startTime = NO_TIME;
    private Anchor anchor = Anchor.NONE;
    private long cursorLine;
    private int cursorColumn;
    private int cursorRow;
    private boolean cursorVisible;
    private CursorShape cursorShape = CursorShape.BLOCK;
    private boolean reverseVideo;
    private int[] colours = {};
    private boolean[] plain = {};
    private boolean blinking;

    void fill(Display display, long wantedTop, long newVersion) {
        Grid grid = display.grid();
        version = newVersion;
        generation = display.generation();
        columns = grid.columns;
        rows = grid.rows;
        firstLine = grid.first();
        lastTopLine = grid.top();
        topLine = Math.clamp(wantedTop, firstLine, lastTopLine);
        int cells = columns * rows;
        if (codePoints.length < cells) {
            codePoints = new int[cells];
            styles = new long[cells];
            marks = new String[cells];
        }
        copy(display, grid);
        Cursor cursor = display.cursor;
        cursorLine = lastTopLine + cursor.y;
        long cursorAt = cursorLine - topLine;
        cursorVisible = display.modes.cursorVisible && cursorAt < rows;
        cursorRow = (int) Math.min(cursorAt, rows - 1);
        cursorColumn = cursor.x;
        cursorShape = display.modes.cursorShape;
        reverseVideo = display.modes.reverseVideo;
        colours = display.colours.values();
    }

    private void copy(Display display, Grid grid) {
        if (times.length < rows) {
            times = new long[rows];
            marked = new boolean[rows];
            plain = new boolean[rows];
            continued = new boolean[rows];
        }
        // The second screen's lines come and go without notes.
        boolean noted = !display.isAlternate();
        startTime = display.notes.start();
        anchor = noted ? display.notes.anchor() : Anchor.NONE;
        blinking = false;
        boolean goesOn = topLine > firstLine && grid.line(topLine - 1).wrapped;
        for (int y = 0; y < rows; y++) {
            long number = topLine + y;
            Line line = grid.line(number);
            copy(line, y * columns);
            plain[y] = !line.hasStyle();
            blinking |= !plain[y] && line.hasBlinking();
            continued[y] = goesOn;
            goesOn = line.wrapped;
            boolean said = line.length > 0 || number < lastTopLine;
            times[y] = noted && said ? display.notes.time(number) : NO_TIME;
            marked[y] = noted && display.notes.isMarked(number);
        }
    }

    private void copy(Line line, int to) {
        int length = line.length;
        System.arraycopy(line.codePoints, 0, codePoints, to, length);
        System.arraycopy(line.styles, 0, styles, to, length);
        Arrays.fill(codePoints, to + length, to + columns, ' ');
        Arrays.fill(styles, to + length, to + columns, Style.PLAIN);
        if (line.marks == null) {
            Arrays.fill(marks, to, to + columns, null);
        } else {
            for (int x = 0; x < columns; x++) {
                marks[to + x] = line.marks(x);
            }
        }
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /** The character in the cell, or {@link #TAIL}. */
    public int codePoint(int column, int row) {
        return codePoints[row * columns + column];
    }

    /** How the cell looks, see {@link Style}. */
    public long style(int column, int row) {
        return styles[row * columns + column];
    }

    /** The combining characters of the cell, or null. */
    public String marks(int column, int row) {
        return marks[row * columns + column];
    }

    /** When the row's line came, in milliseconds since 1970, or {@link #NO_TIME}. */
    public long time(int row) {
        return times[row];
    }

    /** When the first line of all came, in milliseconds since 1970, or {@link #NO_TIME}. */
    public long startTime() {
        return startTime;
    }

    /** Where the lines are that were remembered by {@link Terminal#anchor}; -1 where one is no more. */
    public Anchor anchor() {
        return anchor;
    }

    /** Whether a person marked the row's line. */
    public boolean isMarked(int row) {
        return marked[row];
    }

    /** Whether the row goes on with the text of the one above it. */
    public boolean isContinued(int row) {
        return continued[row];
    }

    /** The absolute number of the line in the first row shown. */
    public long topLine() {
        return topLine;
    }

    /** The oldest line there is. */
    public long firstLine() {
        return firstLine;
    }

    /** The line in the first row when nothing is scrolled back. */
    public long lastTopLine() {
        return lastTopLine;
    }

    /** Changes where line numbers begin to mean other lines: after resizing, clearing, changing screens. */
    public long generation() {
        return generation;
    }

    /** The terminal's version that this is a copy of. */
    public long version() {
        return version;
    }

    /** The absolute number of the line that the cursor is in, wherever the view is scrolled to. */
    public long cursorLine() {
        return cursorLine;
    }

    public int cursorColumn() {
        return cursorColumn;
    }

    public int cursorRow() {
        return cursorRow;
    }

    /** Whether the cursor is neither hidden nor scrolled out of view. */
    public boolean isCursorVisible() {
        return cursorVisible;
    }

    public CursorShape cursorShape() {
        return cursorShape;
    }

    /** Red, green and blue in a byte each where the guest gave an indexed colour another value, or -1. */
    public int indexedColour(int index) {
        return changed(index);
    }

    /** As {@link #indexedColour}, for text that has no colour of its own. */
    public int foregroundColour() {
        return changed(ColourTable.FOREGROUND);
    }

    /** As {@link #indexedColour}, for what is behind text. */
    public int backgroundColour() {
        return changed(ColourTable.BACKGROUND);
    }

    /** As {@link #indexedColour}, for the cursor. */
    public int cursorColour() {
        return changed(ColourTable.CURSOR);
    }

    /** Equal where no colour was given another value between two copies. */
    public Object colours() {
        return colours;
    }

    /** Whether all of the row is plain text in the default colours. */
    public boolean isPlain(int row) {
        return plain[row];
    }

    /** Whether text on the screen is to blink. */
    public boolean hasBlinking() {
        return blinking;
    }

    private int changed(int index) {
        return colours.length == 0 ? ColourTable.NONE : colours[index];
    }

    /** Whether the guest asked for the default colours to be exchanged. */
    public boolean isReverseVideo() {
        return reverseVideo;
    }

    /** The row's text, without blanks at its end. */
    public String text(int row) {
        StringBuilder text = new StringBuilder(columns);
        for (int x = 0; x < columns; x++) {
            int codePoint = codePoint(x, row);
            if (codePoint != TAIL) {
                text.appendCodePoint(codePoint);
            }
            if (marks(x, row) != null) {
                text.append(marks(x, row));
            }
        }
        return text.toString().stripTrailing();
    }
}
