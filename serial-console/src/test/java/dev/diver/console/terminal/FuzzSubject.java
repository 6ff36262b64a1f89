package dev.diver.console.terminal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/**
 * Gives an input to a terminal, checks what always holds, and tells which states it reached. The bytes {@code FF F8 c r},
 * which no text has, resize to c columns and r rows.
 */
final class FuzzSubject {

    private static final int STATES = 1 << 22;
    private static final int LARGEST_SIDE = 64;
    private static final int SCROLL_BACK = 40;

    private final BitSet reached = new BitSet(STATES);
    private int added;

    /** @return whether a state was reached that none before had */
    boolean run(byte[] input, long seed) {
        added = 0;
        trace(input);
        Random random = new Random(seed);
        String whole = written(input, random, 0);
        String pieces = written(input, random, 1 + random.nextInt(9));
        if (!whole.equals(pieces)) {
            throw new AssertionError("pieces give another screen than the whole");
        }
        return added > 0;
    }

    int states() {
        return reached.cardinality();
    }

    /** @param piece the most bytes written at once, or 0 for all */
    private static String written(byte[] input, Random random, int piece) {
        Fixture fixture = new Fixture(20, 6, SCROLL_BACK);
        int at = 0;
        while (at < input.length) {
            if (isResize(input, at)) {
                fixture.terminal.resize(side(input[at + 2]), side(input[at + 3]));
                at += 4;
                Invariants.check(fixture.terminal, random);
            } else {
                int end = piece == 0 ? input.length : Math.min(at + random.nextInt(piece) + 1, input.length);
                for (int i = at; i < end; i++) {
                    end = isResize(input, i) ? Math.max(i, at + 1) : end;
                }
                fixture.write(Arrays.copyOfRange(input, at, end));
                at = end;
            }
        }
        Invariants.check(fixture.terminal, random);
        Invariants.replies(fixture.replies());
        return fixture.everything();
    }

    private static boolean isResize(byte[] input, int at) {
        return at + 3 < input.length && input[at] == (byte) 0xFF && input[at + 1] == (byte) 0xF8;
    }

    private static int side(byte value) {
        return 1 + (value & 0xFF) % LARGEST_SIDE;
    }

    private void trace(byte[] input) {
        Display display = new Display(20, 6, SCROLL_BACK, 1 << 20);
        Interpreter interpreter = new Interpreter(display);
        Parser parser = new Parser(new Tracer(display, interpreter));
        int at = 0;
        int start = 0;
        while (at < input.length) {
            if (isResize(input, at)) {
                parser.parse(input, start, at - start);
                display.resize(Math.max(2, side(input[at + 2])), side(input[at + 3]));
                reach(1, 0, display);
                at += 4;
                start = at;
            } else {
                at++;
            }
        }
        parser.parse(input, start, input.length - start);
    }

    private void reach(int kind, int detail, Display display) {
        Cursor cursor = display.cursor;
        Modes modes = display.modes;
        Line line = display.grid().row(cursor.y);
        int where = (cursor.x == 0 ? 0 : cursor.x == display.columns() - 1 ? 1 : 2) * 3
                + (cursor.y == display.margins.top ? 0 : cursor.y == display.margins.bottom ? 1 : 2);
        boolean[] state = {
            cursor.pendingWrap,
            cursor.origin,
            !cursor.isAscii(),
            modes.insert,
            modes.autoWrap,
            modes.columnMargins,
            !display.margins.areWholeRows(),
            display.margins.top > 0,
            display.isAlternate(),
            line.hasWide(),
            line.wrapped,
            line.marks != null
        };
        int action = kind * 31 + detail;
        mark(action * 64 + where);
        for (int i = 0; i < state.length; i++) {
            mark(action * 64 + 16 + 2 * i + (state[i] ? 1 : 0));
        }
    }

    private void mark(int state) {
        int hash = state * 0x9E3779B1;
        int index = (hash ^ hash >>> 15) & STATES - 1;
        if (!reached.get(index)) {
            reached.set(index);
            added++;
        }
    }

    private final class Tracer implements Actions {
        private final Display display;
        private final Actions next;

        Tracer(Display display, Actions next) {
            this.display = display;
            this.next = next;
        }

        @Override
        public void ascii(byte[] bytes, int offset, int length) {
            next.ascii(bytes, offset, length);
            reach(2, Math.min(length, 3), display);
        }

        @Override
        public void print(int codePoint) {
            next.print(codePoint);
            reach(3, CharacterWidth.of(codePoint), display);
        }

        @Override
        public void control(int code) {
            next.control(code);
            reach(4, code, display);
        }

        @Override
        public void escape(int intermediate, int last) {
            next.escape(intermediate, last);
            reach(5, intermediate << 8 | last, display);
        }

        @Override
        public void sequence(Sequence sequence, int last) {
            int first = Math.min(3, sequence.get(0, -1));
            boolean modes = last == 'h' || last == 'l';
            next.sequence(sequence, last);
            int detail = (modes ? sequence.get(0, 0) : first) << 7 | last;
            reach(6, (sequence.marker() << 8 | sequence.intermediate()) * 31 + detail, display);
        }

        @Override
        public void command(byte[] bytes, int length) {
            next.command(bytes, length);
            reach(7, length == 0 ? 0 : bytes[0], display);
        }
    }
}
