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
    private final ByteArrayOutputStream replies = new ByteArrayOutputStream();
    private String title = "";
    private LineFeeds lineFeeds = LineFeeds.STRICT;
    private boolean sawReturn;

    Interpreter(Display display) {
        this.display = display;
        printer = new Printer(display);
        eraser = new Eraser(display);
    }

    String title() {
        return title;
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
        if (display.cursor.isDrawing()) {
            for (int i = 0; i < length; i++) {
                printer.print(LineDrawing.map(bytes[offset + i]));
            }
        } else {
            printer.ascii(bytes, offset, length);
        }
    }

    @Override
    public void print(int codePoint) {
        printer.print(codePoint);
    }

    @Override
    public void control(int code) {
        switch (code) {
            case '\b' -> display.column(display.cursor.x - 1);
            case '\t' -> display.tab(1);
            case '\n', 0x0B, 0x0C -> lineFeed();
            case '\r' -> {
                sawReturn = true;
                display.column(0);
            }
            case 0x0E -> display.cursor.set = 1;
            case 0x0F -> display.cursor.set = 0;
            default -> {}
        }
    }

    private void lineFeed() {
        boolean returns = display.modes.newLine
                || lineFeeds == LineFeeds.RETURN
                || lineFeeds == LineFeeds.AUTOMATIC && !sawReturn;
        if (returns) {
            display.column(0);
        }
        display.lineFeed();
    }

    @Override
    public void escape(int intermediate, int last) {
        switch (intermediate) {
            case 0 -> escape(last);
            case '(' -> display.cursor.drawing[0] = last == '0';
            case ')' -> display.cursor.drawing[1] = last == '0';
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
            case 'D' -> display.lineFeed();
            case 'E' -> {
                display.column(0);
                display.lineFeed();
            }
            case 'H' -> display.tabs().set(display.cursor.x, true);
            case 'M' -> display.reverseLineFeed();
            case 'Z' -> attributes();
            case 'c' -> {
                display.reset();
                title = "";
                sawReturn = false;
            }
            default -> {} // = and > too: the keypad types digits, whatever mode it is in
        }
    }

    @Override
    public void sequence(Sequence sequence, int last) {
        int intermediate = sequence.intermediate();
        int marker = sequence.marker();
        if (intermediate != 0) {
            if (intermediate == '!' && last == 'p' && marker == 0) {
                display.softReset();
            }
        } else if (marker == 0) {
            moving(sequence, last);
        } else if (marker == '?') {
            privateSequence(sequence, last);
        } else if (marker == '>' && last == 'c') {
            reply("[>0;10;0c");
        }
    }

    private void privateSequence(Sequence sequence, int last) {
        switch (last) {
            case 'h', 'l' -> {
                for (int i = 0; i < sequence.count(); i++) {
                    privateMode(sequence.get(i, 0), last == 'h');
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
        Cursor cursor = display.cursor;
        switch (last) {
            case 'A' -> display.moveRows(-times);
            case 'B', 'e' -> display.moveRows(times);
            case 'C', 'a' -> display.column(cursor.x + times);
            case 'D' -> display.column(cursor.x - times);
            case 'E' -> {
                display.moveRows(times);
                display.column(0);
            }
            case 'F' -> {
                display.moveRows(-times);
                display.column(0);
            }
            case 'G', '`' -> display.column(times - 1);
            case 'H', 'f' -> {
                display.row(times - 1);
                display.column(sequence.times(1) - 1);
            }
            case 'I' -> display.tab(times);
            case 'Z' -> display.tabBack(times);
            case 'd' -> display.row(times - 1);
            case 's' -> display.saveCursor();
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
            case 'S' -> eraser.scrollUp(times);
            case 'T' -> {
                if (sequence.count() <= 1) { // with five it is mouse tracking
                    eraser.scrollDown(times);
                }
            }
            case 'b' -> printer.repeat(times);
            default -> others(sequence, last);
        }
    }

    private void others(Sequence sequence, int last) {
        switch (last) {
            case 'm' -> display.cursor.style = Rendition.apply(sequence, display.cursor.style);
            case 'r' -> {
                int bottom = sequence.get(1, 0);
                display.margins(sequence.times(0), bottom == 0 ? display.rows() : bottom);
            }
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

    private void privateMode(int mode, boolean on) {
        Modes modes = display.modes;
        switch (mode) {
            case 1 -> modes.applicationCursor = on;
            case 5 -> modes.reverseVideo = on;
            case 6 -> {
                display.cursor.origin = on;
                display.column(0);
                display.row(0);
            }
            case 7 -> modes.autoWrap = on;
            case 25 -> modes.cursorVisible = on;
            case 47 -> display.showAlternate(on, false);
            case 1047 -> display.showAlternate(on, !on);
            case 1048 -> save(on);
            case 1049 -> alternate(on);
            case 2004 -> modes.bracketedPaste = on;
            default -> {}
        }
    }

    private void save(boolean on) {
        if (on) {
            display.saveCursor();
        } else {
            display.restoreCursor();
        }
    }

    private void alternate(boolean on) {
        if (on) {
            if (!display.isAlternate()) {
                display.saveCursor();
            }
            display.showAlternate(true, true);
        } else if (display.isAlternate()) {
            display.showAlternate(false, true);
            display.restoreCursor();
        }
    }

    /** We are a VT220 with colours. */
    private void attributes() {
        reply("[?62;22c");
    }

    private String position() {
        return (display.reportedRow() + 1) + ";" + (display.cursor.x + 1) + "R";
    }

    private void reply(String text) {
        if (replies.size() < MOST_REPLIES) {
            replies.write(ESCAPE);
            replies.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void command(byte[] bytes, int length) {
        boolean named = length >= 2 && (bytes[0] == '0' || bytes[0] == '2') && bytes[1] == ';';
        if (named) {
            String text = new String(bytes, 2, length - 2, StandardCharsets.UTF_8);
            // Shown in a tab: characters that would turn or hide its text have no place there.
            title = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
        }
    }
}
