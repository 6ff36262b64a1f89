package dev.diver.console.terminal;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A terminal without a window: takes what a guest says and keeps what would be on the screen and what was scrolled off it.
 * It understands what xterm's users expect of a VT220 with colours, in UTF-8. Thread-safe.
 *
 * <p>Lines have absolute numbers, which stay the same while text scrolls, until {@link Screen#generation} changes.
 */
public final class Terminal {

    /** A top line to show that follows the newest output. */
    public static final long FOLLOW = Long.MAX_VALUE;

    /** The largest width and height. */
    public static final int LARGEST_SIZE = 2000;

    /** Memory for what was scrolled off, unless said otherwise: a million lines of the usual length fit in it. */
    public static final long SCROLL_BACK_BYTES = 180_000_000;

    /** How long a program may hold back what it changes (mode 2026), in nanoseconds. */
    private static final long LONGEST_HOLD = 250_000_000;

    /** A wide character has a place on every screen. */
    private static final int LEAST_COLUMNS = 2;

    /** The lock is given up after so many bytes, for a painter that waits. */
    private static final int CHUNK = 65_536;

    /** So many texts are searched between two releases of the lock. */
    private static final int TEXTS_AT_A_TIME = 256;

    /** Fair, so that a flood never keeps a painter waiting for longer than a chunk. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Consumer<byte[]> replies;
    private final Display display;
    private final Interpreter interpreter;
    private final Parser parser;

    private volatile long version;
    private volatile long newestTop;

    /**
     * @param replies gets what the terminal answers to the guest's questions, on the writing thread and without the lock
     */
    public Terminal(int columns, int rows, int scrollBackLines, Consumer<byte[]> replies) {
        this(columns, rows, scrollBackLines, SCROLL_BACK_BYTES, replies);
    }

    /**
     * @param scrollBackLines rows that are kept of those scrolled off
     * @param scrollBackBytes of memory for them, with which fewer may be kept; a quarter of a MiB is the least that is used
     * @param replies gets what the terminal answers to the guest's questions, on the writing thread and without the lock
     */
    public Terminal(int columns, int rows, int scrollBackLines, long scrollBackBytes, Consumer<byte[]> replies) {
        this.replies = Objects.requireNonNull(replies);
        if (scrollBackLines < 0 || scrollBackBytes < 0) {
            throw new IllegalArgumentException(
                    "scroll-back of " + scrollBackLines + " lines, " + scrollBackBytes + " bytes");
        }
        display = new Display(size(columns, LEAST_COLUMNS), size(rows, 1), scrollBackLines, scrollBackBytes);
        interpreter = new Interpreter(display);
        parser = new Parser(interpreter);
    }

    private static int size(int wanted, int least) {
        return Math.clamp(wanted, least, LARGEST_SIZE);
    }

    /** Takes what the guest said just now. Characters and sequences may be split between calls anywhere. */
    public void write(byte[] bytes, int offset, int length) {
        write(bytes, offset, length, System.currentTimeMillis());
    }

    /** @param time when it was said, in milliseconds since 1970 */
    public void write(byte[] bytes, int offset, int length, long time) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int end = offset + length;
        for (int at = offset; at < end; at += CHUNK) {
            byte[] answer;
            lock.lock();
            try {
                Display.Arrival piece = display.arriving(time);
                parser.parse(bytes, at, Math.min(CHUNK, end - at));
                display.arrived(piece);
                answer = interpreter.takeReplies();
                changed();
            } finally {
                lock.unlock();
            }
            if (answer != null) {
                replies.accept(answer);
            }
        }
    }

    /** Only with the lock, so that no change is lost. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void changed() {
        newestTop = display.grid().top();
        version = version + 1;
    }

    /** Text that was wrapped is wrapped anew, and what no longer fits goes into the scroll-back. */
    public void resize(int columns, int rows) {
        change(() -> display.resize(size(columns, LEAST_COLUMNS), size(rows, 1)));
    }

    /** Changes what line feeds do from here on. */
    public void lineFeeds(LineFeeds meaning) {
        change(() -> interpreter.lineFeeds(meaning));
    }

    /** Forgets all lines but the cursor's. */
    public void clear() {
        change(display::clearAll);
    }

    private void change(Runnable action) {
        lock.lock();
        try {
            action.run();
            changed();
        } finally {
            lock.unlock();
        }
    }

    /** Differs after every change; reading it costs nothing. */
    public long version() {
        return version;
    }

    /** The line in the screen's first row when nothing is scrolled back; reading it costs nothing. */
    public long newestTop() {
        return newestTop;
    }

    public int columns() {
        return read(display::columns);
    }

    public int rows() {
        return read(display::rows);
    }

    /** What the guest calls itself, or nothing. */
    public String title() {
        return read(interpreter::title);
    }

    /** What the keyboard must know. */
    public KeyEncoder keys() {
        return read(() -> new KeyEncoder(display.modes.applicationCursor, display.modes.bracketedPaste));
    }

    /** What the mouse must know. */
    public MouseEncoder mouse() {
        return read(() -> new MouseEncoder(display.modes.mouse, display.modes.mouseInDecimal));
    }

    /** Whether the guest wants to hear that the keyboard is its own or no longer is: {@link KeyEncoder#focus}. */
    public boolean wantsFocus() {
        return read(() -> display.modes.focusReports);
    }

    /** What the lines scrolled off take, in bytes. */
    public long scrollBackBytes() {
        return read(display::historyBytes);
    }

    /** Whether a program uses the second screen, which has no scroll-back. */
    public boolean isAlternateScreen() {
        return read(display::isAlternate);
    }

    private <T> T read(Supplier<T> reader) {
        lock.lock();
        try {
            return reader.get();
        } finally {
            lock.unlock();
        }
    }

    /** Fills the screen with the rows from the line on, or from the nearest there is. */
    public void snapshot(Screen screen, long topLine) {
        lock.lock();
        try {
            if (!isHeld(screen)) {
                screen.fill(display, topLine, version);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A program is in the midst of a change: what the screen shows stays, but not for long. */
    private boolean isHeld(Screen screen) {
        Modes modes = display.modes;
        return modes.synchronised
                && System.nanoTime() - modes.synchronisedSince < LONGEST_HOLD
                && screen.version() >= 0
                && screen.generation() == display.generation();
    }

    /** A copy of what is visible when scrolled back by so many lines. */
    public Screen screen(int scrollOffset) {
        Screen screen = new Screen();
        lock.lock();
        try {
            screen.fill(display, display.grid().top() - scrollOffset, version);
        } finally {
            lock.unlock();
        }
        return screen;
    }

    /** Marks the line, or takes its mark away. Marks go with their text, and go with it when it is forgotten. */
    public void toggleMark(long line) {
        change(() -> {
            Grid grid = display.grid();
            if (!display.isAlternate() && line >= grid.first() && line < grid.end()) {
                display.notes.toggleMark(grid.startOfText(line));
            }
        });
    }

    /** The nearest marked line after or before the line; -1 where there is none. */
    public long mark(long line, boolean after) {
        return read(() -> {
            display.notes.forgetMarksBefore(display.main().first());
            return display.isAlternate() ? -1L : display.notes.mark(line, after);
        });
    }

    /** Remembers lines, whose numbers {@link Screen#anchor} tells in another width too. */
    public void anchor(Anchor lines) {
        lock.lock();
        try {
            display.notes.anchor(lines);
        } finally {
            lock.unlock();
        }
    }

    /** How many lines are marked. */
    public int marks() {
        return read(display.notes::marks);
    }

    /**
     * Copies lines for whoever looks through all text.
     *
     * @param from the first one wanted; where it goes on with a text, that text's lines come too
     * @param count how many lines, to begin with; the last text is copied to its end
     */
    public TextBlock lines(long from, int count) {
        return read(() -> new TextReader(display.grid()).block(from, count, display));
    }

    /** What is selected from one cell to another, both included, in whole units. */
    public TextRange range(Position anchor, Position lead, Granularity granularity) {
        return read(() -> new TextReader(display.grid()).range(anchor, lead, granularity));
    }

    /** All there is, from the oldest line to the newest. */
    public TextRange all() {
        return read(() -> {
            Grid grid = display.grid();
            long last = grid.end() - 1;
            while (last > grid.first() && grid.line(last).length == 0) {
                last--;
            }
            return new TextRange(new Position(grid.first(), 0), new Position(last, grid.columns));
        });
    }

    /** The range's text; rows that were wrapped are joined. */
    public String text(TextRange range) {
        return read(() -> new TextReader(display.grid()).text(range));
    }

    /**
     * The first place at or after the position that has the text, in whatever case, or null. It goes on at the top where
     * the bottom was reached.
     */
    public TextRange findNext(String text, Position from) {
        return find(text, from, true);
    }

    /** As {@link #findNext}, upwards: the last place that begins before the position. */
    public TextRange findPrevious(String text, Position from) {
        return find(text, from, false);
    }

    private TextRange find(String text, Position from, boolean forward) {
        TextSearch search = new TextSearch(text);
        if (search.isEmpty()) {
            return null;
        }
        long seen = read(() -> display.generation());
        TextRange found = scan(search, from, forward, seen);
        if (found != null) {
            return found;
        }
        // Once more from the other end, without a limit.
        return scan(search, new Position(forward ? Long.MIN_VALUE : Long.MAX_VALUE, 0), forward, seen);
    }

    private TextRange scan(TextSearch search, Position from, boolean forward, long generation) {
        long at = from.line();
        while (true) {
            lock.lock();
            try {
                Grid grid = display.grid();
                if (display.generation() != generation) {
                    return null; // the numbers mean other lines now
                }
                for (int i = 0; i < TEXTS_AT_A_TIME; i++) {
                    if (forward ? at >= grid.end() : at < grid.first()) {
                        return null;
                    }
                    long start = grid.startOfText(Math.clamp(at, grid.first(), grid.end() - 1));
                    TextRange found = search.inText(grid, start, from, forward);
                    if (found != null) {
                        return found;
                    }
                    at = forward ? grid.endOfText(start) + 1 : start - 1;
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
