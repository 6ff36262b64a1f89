package dev.diver.console.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Does on the display what the stream asks for. */
final class Interpreter implements Actions {

    private static final int ESCAPE = 0x1B;
    /** More than this in one chunk is not asked by any program that reads the answers. */
    private static final int MOST_REPLIES = 4096;

    private final Display display;
    private final Printer printer;
    private final Eraser eraser;
    private final PrivateModes privateModes;
    private final Commands commands;
    private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
    private LineFeeds lineFeeds = LineFeeds.STRICT;
    private boolean sawReturn;

    Interpreter(Display display) {
        this.display = display;
        printer = new Printer(display);
        eraser = new Eraser(display);
        privateModes = new PrivateModes(display);
        commands = new Commands(display.colours);
    }

    String title() {
        return commands.title();
    }

    void lineFeeds(LineFeeds value) {
        lineFeeds = value;
    }

    /** The answers to what was asked since the last call. */
    byte[] takeReplies() {
        if (replies.size() == 0) {
            return null;
        }
        byte[] taken = replies.toByteArray();
        replies.reset();
        return taken;
    }

    @Override
    public void ascii(byte[] bytes, int offset, int length) {
        if (display.cursor.isAscii()) {
            printer.ascii(bytes, offset, length);
        } else {
            for (int i = 0; i < length; i++) {
                printer.print(display.cursor.map(bytes[offset + i]));
            }
        }
    }

    @Override
    public void print(int codePoint) {
        printer.print(codePoint);
    }

    @Override
    public void control(int code) {
        printer.forget();
        switch (code) {
            case '\b' -> display.moveColumns(-1);
            case '\t' -> display.tab(1);
            case '\n', 0x0B, 0x0C -> lineFeed();
            case '\r' -> {
                sawReturn = true;
                display.carriageReturn();
            }
            case 0x0E -> display.cursor.lock(1);
            case 0x0F -> display.cursor.lock(0);
            default -> {}
        }
    }

    private void lineFeed() {
        boolean returns = display.modes.newLine
                || lineFeeds == LineFeeds.RETURN
                || lineFeeds == LineFeeds.AUTOMATIC && !sawReturn;
        if (returns) {
            display.carriageReturn();
        }
        display.lineFeed();
    }

    @Override
    public void escape(int intermediate, int last) {
        printer.forget();
        switch (intermediate) {
            case 0 -> escape(last);
            case '(', ')', '*', '+' -> display.cursor.designate(intermediate - '(', CharacterSet.designated(last));
            case '#' -> {
                if (last == '8') {
                    display.align();
                }
            }
            default -> {}
        }
    }

    private void escape(int last) {
        switch (last) {
            case '7' -> display.saveCursor();
            case '8' -> display.restoreCursor();
            case '=' -> display.modes.applicationKeypad = true;
            case '>' -> display.modes.applicationKeypad = false;
            case 'D' -> display.lineFeed();
            case 'E' -> {
                display.carriageReturn();
                display.lineFeed();
            }
            case 'H' -> display.tabs().set(display.cursor.x, true);
            case 'M' -> display.reverseLineFeed();
            case 'N' -> display.cursor.shift(2);
            case 'O' -> display.cursor.shift(3);
            case 'Z' -> attributes();
            case 'c' -> reset();
            // Memory lock, as HP's terminals have it: the rows above the cursor stay.
            case 'l' -> display.margins.lockAbove(display.cursor.y);
            case 'm' -> display.margins.lockAbove(0);
            case 'n' -> display.cursor.lock(2);
            case 'o' -> display.cursor.lock(3);
            default -> {}
        }
    }

    private void reset() {
        display.reset();
        commands.reset();
        sawReturn = false;
    }

    @Override
    public void sequence(Sequence sequence, int last) {
        if (last != 'b') {
            printer.forget();
        }
        int intermediate = sequence.intermediate();
        int marker = sequence.marker();
        if (last == 'm' && marker == 0 && intermediate == 0) {
            // By far the most frequent one.
            display.cursor.style = Rendition.apply(sequence, display.cursor.style);
        } else if (intermediate != 0) {
            withIntermediate(sequence, marker << 16 | intermediate << 8 | last);
        } else if (marker == 0) {
            moving(sequence, last);
        } else if (marker == '?') {
            privateSequence(sequence, last);
        } else if (marker == '>' && last == 'c') {
            reply("[>0;10;0c");
        }
    }

    private void withIntermediate(Sequence sequence, int function) {
        switch (function) {
            case '!' << 8 | 'p' -> display.softReset();
            case ' ' << 8 | 'q' -> display.modes.cursorShape = CursorShape.of(sequence.get(0, 0));
            case ' ' << 8 | '@' -> eraser.shiftColumns(sequence.times(0));
            case ' ' << 8 | 'A' -> eraser.shiftColumns(-sequence.times(0));
            case '?' << 16 | '$' << 8 | 'p' -> {
                int mode = sequence.get(0, 0);
                reply("[?" + mode + ";" + privateModes.report(mode) + "$y");
            }
            default -> {}
        }
    }

    private void privateSequence(Sequence sequence, int last) {
        switch (last) {
            case 'h', 'l' -> {
                for (int i = 0; i < sequence.count(); i++) {
                    privateModes.set(sequence.get(i, 0), last == 'h');
                }
            }
            case 'J' -> eraser.eraseDisplay(sequence.get(0, 0));
            case 'K' -> eraser.eraseLine(sequence.get(0, 0));
            case 'n' -> {
                if (sequence.get(0, 0) == 6) {
                    reply("[?" + position());
                }
            }
            default -> {}
        }
    }

    private void moving(Sequence sequence, int last) {
        int times = sequence.times(0);
        switch (last) {
            case 'A' -> display.moveRows(-times);
            case 'B', 'e' -> display.moveRows(times);
            case 'C', 'a' -> display.moveColumns(times);
            case 'D' -> display.moveColumns(-times);
            case 'E' -> {
                display.moveRows(times);
                display.carriageReturn();
            }
            case 'F' -> {
                display.moveRows(-times);
                display.carriageReturn();
            }
            case 'G', '`' -> display.addressColumn(times - 1);
            case 'H', 'f' -> {
                display.row(times - 1);
                display.addressColumn(sequence.times(1) - 1);
            }
            case 'I' -> display.tab(times);
            case 'Z' -> display.tabBack(times);
            case 'd' -> display.row(times - 1);
            case 's' -> {
                if (display.modes.columnMargins) {
                    columnMargins(sequence);
                } else {
                    display.saveCursor();
                }
            }
            case 'u' -> display.restoreCursor();
            default -> editing(sequence, last, times);
        }
    }

    private void editing(Sequence sequence, int last, int times) {
        switch (last) {
            case 'J' -> eraser.eraseDisplay(sequence.get(0, 0));
            case 'K' -> eraser.eraseLine(sequence.get(0, 0));
            case 'L' -> eraser.insertLines(times);
            case 'M' -> eraser.deleteLines(times);
            case 'P' -> eraser.deleteCharacters(times);
            case '@' -> eraser.insertCharacters(times);
            case 'X' -> eraser.eraseCharacters(times);
            case 'S' -> display.scroll(times);
            case 'T' -> {
                if (sequence.count() <= 1) { // with five it is mouse tracking
                    display.scroll(-times);
                }
            }
            case 'b' -> printer.repeat(times);
            default -> others(sequence, last);
        }
    }

    private void others(Sequence sequence, int last) {
        switch (last) {
            case 'r' -> rowMargins(sequence);
            case 't' -> titleStack(sequence);
            case 'c' -> {
                if (sequence.get(0, 0) == 0) {
                    attributes();
                }
            }
            case 'g' -> {
                switch (sequence.get(0, 0)) {
                    case 0 -> display.tabs().set(display.cursor.x, false);
                    case 3 -> display.tabs().clear();
                    default -> {}
                }
            }
            case 'h', 'l' -> {
                for (int i = 0; i < sequence.count(); i++) {
                    mode(sequence.get(i, 0), last == 'h');
                }
            }
            case 'n' -> {
                switch (sequence.get(0, 0)) {
                    case 5 -> reply("[0n");
                    case 6 -> reply("[" + position());
                    default -> {}
                }
            }
            default -> {}
        }
    }

    private void mode(int mode, boolean on) {
        switch (mode) {
            case 4 -> display.modes.insert = on;
            case 20 -> display.modes.newLine = on;
            default -> {}
        }
    }

    private void rowMargins(Sequence sequence) {
        int bottom = sequence.get(1, 0);
        if (display.margins.setRows(sequence.times(0), bottom == 0 ? display.rows() : bottom)) {
            display.home();
        }
    }

    private void columnMargins(Sequence sequence) {
        int right = sequence.get(1, 0);
        if (display.margins.setColumns(sequence.times(0), right == 0 ? display.columns() : right)) {
            display.home();
        }
    }

    /** Of what can be done to windows, only keeping the title and bringing it back. */
    private void titleStack(Sequence sequence) {
        if (sequence.get(1, 0) != 1) { // the icon's
            switch (sequence.get(0, 0)) {
                case 22 -> commands.pushTitle();
                case 23 -> commands.popTitle();
                default -> {}
            }
        }
    }

    /** We are a VT220 with colours. */
    private void attributes() {
        reply("[?62;22c");
    }

    private String position() {
        return (display.reportedRow() + 1) + ";" + (display.reportedColumn() + 1) + "R";
    }

    private void reply(String text) {
        if (replies.size() < MOST_REPLIES) {
            replies.write(ESCAPE);
            replies.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void command(byte[] bytes, int length) {
        commands.accept(bytes, length);
    }
}
