package dev.diver.console.search;

import dev.diver.core.dive.Console;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * Passes on the lines of a console that match, or those that do not. Of escape sequences only colours go along with their
 * lines: what moves the cursor means nothing where other lines are missing. The last line is judged before it has ended too,
 * since a prompt never ends. One thread feeds it.
 */
final class LineFilter implements Console.Sink {

    /** Bytes of a line; what is longer is judged in pieces. */
    private static final int LONGEST_LINE = 1 << 16;

    /** Bytes; a line that is longer is judged only when it has ended: each piece of it is matched from its beginning. */
    private static final int LONGEST_UNFINISHED = 1 << 12;

    private static final int LONGEST_SEQUENCE = 256;
    private static final byte ESC = 0x1B;
    /** Resets a terminal (RIS): a console that is played begins again so. */
    private static final byte[] RESET = {ESC, 'c', ESC, '[', '3', 'J'};

    /** Back to the margin, and away with what stands there. */
    private static final byte[] WITHDRAWN = {ESC, '[', 'm', '\r', ESC, '[', 'K'};

    private static final byte[] END = {ESC, '[', 'm', '\r', '\n'};

    private final Console.Sink sink;
    private final LineMatcher matcher;
    private final boolean hides;
    private final IntSupplier columns;

    private State state = State.TEXT;
    private final byte[] sequence = new byte[LONGEST_SEQUENCE];
    private int sequenceLength;
    private byte[] line = new byte[256];
    private int lineLength;
    private byte[] text = new byte[256];
    private int textLength;
    /** How much of an unfinished line was passed on. */
    private int shownLength;
    /** Nobody waits for it a second time, piece by piece. */
    private boolean tooCostly;

    private long came = -1;
    private long lineCame = -1;
    private volatile boolean cancelled;

    /** Where in a sequence we are: after ESC, in one with parameters (ECMA-48, 5.4), in a string (5.6). */
    private enum State {
        TEXT,
        ESCAPE,
        CONTROL,
        STRING,
        STRING_ESCAPE
    }

    /** @param columns of the terminal that the sink is */
    LineFilter(Console.Sink sink, Query query, boolean hides, IntSupplier columns) {
        this.columns = columns;
        this.sink = sink;
        this.hides = hides;
        matcher = new LineMatcher(query, () -> cancelled);
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void cameAt(long time) {
        came = time;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length && !cancelled; i++) {
            accept(bytes[i]);
        }
        if (!cancelled) {
            showUnfinished();
        }
    }

    private void showUnfinished() {
        if (textLength == 0 || lineLength > LONGEST_UNFINISHED || tooCostly || shownLength == lineLength) {
            return;
        }
        int before = matcher.givenUp();
        boolean visible = isVisible();
        tooCostly = matcher.givenUp() > before;
        if (visible && !tooCostly) {
            show(new byte[0]);
        } else {
            withdraw();
        }
    }

    private boolean isVisible() {
        return matcher.matches(new String(text, 0, textLength, StandardCharsets.UTF_8)) != hides;
    }

    /** Passes on what is new of the line. */
    private void show(byte[] end) {
        if (shownLength == 0 && lineCame >= 0) {
            sink.cameAt(lineCame);
        }
        byte[] piece = Arrays.copyOfRange(line, shownLength, lineLength + end.length);
        System.arraycopy(end, 0, piece, lineLength - shownLength, end.length);
        sink.accept(piece, 0, piece.length);
        shownLength = lineLength;
    }

    /** It began as one to be shown. Where it takes more than a row it stays, as far as it was shown. */
    private void withdraw() {
        if (shownLength > 0) {
            byte[] away = shownLength < columns.getAsInt() ? WITHDRAWN : END;
            sink.accept(away, 0, away.length);
            shownLength = 0;
        }
    }

    private void accept(byte one) {
        switch (state) {
            case TEXT -> text(one);
            case ESCAPE -> escape(one);
            case CONTROL -> control(one);
            case STRING -> {
                if (one == ESC) {
                    state = State.STRING_ESCAPE;
                } else if (one == 0x07 || one == '\n') {
                    state = State.TEXT;
                }
            }
            case STRING_ESCAPE -> {
                if (one == '\\') {
                    state = State.TEXT;
                } else {
                    begin();
                    escape(one);
                }
            }
        }
    }

    private void text(byte one) {
        if (one == ESC) {
            begin();
        } else if (one == '\n') {
            endLine();
        } else if (one == '\t' || one >= ' ' || one < 0) {
            add(one);
        }
    }

    private void begin() {
        state = State.ESCAPE;
        sequence[0] = ESC;
        sequenceLength = 1;
    }

    private void escape(byte one) {
        sequence[sequenceLength++] = one;
        switch (one) {
            case '[' -> state = State.CONTROL;
            case ']', 'P', 'X', '^', '_' -> state = State.STRING;
            case 'c' -> {
                reset();
                state = State.TEXT;
            }
            // Those with an intermediate byte, such as a choice of characters, have one more.
            default -> state = one >= ' ' && one < '0' ? State.ESCAPE : State.TEXT;
        }
        if (sequenceLength == LONGEST_SEQUENCE) {
            state = State.TEXT;
        }
    }

    private void control(byte one) {
        if (one == ESC || one == '\n') {
            state = State.TEXT;
            text(one);
            return;
        }
        // One that is longer than any that means something is left out as a whole.
        boolean fits = sequenceLength < LONGEST_SEQUENCE;
        if (fits) {
            sequence[sequenceLength++] = one;
        }
        if (one >= '@' && one <= '~') {
            state = State.TEXT;
            if (one == 'm' && fits) {
                for (int i = 0; i < sequenceLength; i++) {
                    line = append(line, lineLength++, sequence[i]);
                }
            }
        }
    }

    private void reset() {
        forget();
        sink.accept(RESET, 0, RESET.length);
    }

    private void add(byte one) {
        if (textLength == 0) {
            lineCame = came;
        }
        line = append(line, lineLength++, one);
        text = append(text, textLength++, one);
        if (lineLength >= LONGEST_LINE) {
            endLine();
        }
    }

    private static byte[] append(byte[] to, int length, byte one) {
        byte[] enough = length == to.length ? Arrays.copyOf(to, 2 * length) : to;
        enough[length] = one;
        return enough;
    }

    private void endLine() {
        if (isVisible()) {
            show(END);
        } else {
            withdraw();
        }
        forget();
    }

    private void forget() {
        lineLength = 0;
        textLength = 0;
        shownLength = 0;
        tooCostly = false;
    }
}
