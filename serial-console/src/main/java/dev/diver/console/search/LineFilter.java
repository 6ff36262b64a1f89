package dev.diver.console.search;

import dev.diver.core.dive.Console;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes on the lines of a console that match, or those that do not. Of escape sequences only colours go along with their
 * lines: what moves the cursor means nothing where other lines are missing. One thread feeds it.
 */
final class LineFilter implements Console.Sink {

    /** Bytes of a line; what is longer is judged in pieces. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int LONGEST_SEQUENCE = 256;
    private static final byte ESC = 0x1B;
    /** Resets a terminal (RIS): a console that is played begins again so. */
    private static final byte[] RESET = {ESC, 'c', ESC, '[', '3', 'J'};

    private static final byte[] END = {ESC, '[', 'm', '\r', '\n'};

    private final Console.Sink sink;
    private final LineMatcher matcher;
    private final boolean hides;

    private State state = State.TEXT;
    private final byte[] sequence = new byte[LONGEST_SEQUENCE];
    private int sequenceLength;
    private byte[] line = new byte[256];
    private int lineLength;
    private byte[] text = new byte[256];
    private int textLength;
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

    LineFilter(Console.Sink sink, Query query, boolean hides) {
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
        lineLength = 0;
        textLength = 0;
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
        boolean matches = matcher.matches(new String(text, 0, textLength, StandardCharsets.UTF_8));
        if (matches != hides) {
            if (lineCame >= 0) {
                sink.cameAt(lineCame);
            }
            byte[] whole = Arrays.copyOf(line, lineLength + END.length);
            System.arraycopy(END, 0, whole, lineLength, END.length);
            sink.accept(whole, 0, whole.length);
        }
        lineLength = 0;
        textLength = 0;
    }
}
