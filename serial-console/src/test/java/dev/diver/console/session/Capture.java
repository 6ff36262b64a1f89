package dev.diver.console.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what tmux ({@code capture-pane -e -p -N}) and xterm (media copy) print of their screens: text and SGR. It has nothing
 * of our terminal in it, which it is there to be compared with.
 */
final class Capture {

    /** What line drawing letters stand for. */
    private static final String LETTERS = "`afgjklmnopqrstuvwxyz{|}~";

    private static final String SHAPES =
            "\u25C6\u2592\u00B0\u00B1\u2518\u2510\u250C\u2514\u253C\u23BA\u23BB\u2500\u23BC\u23BD"
                    + "\u251C\u2524\u2534\u252C\u2502\u2264\u2265\u03C0\u2260\u00A3\u00B7";
    /** What xterm prints for the second cell of a wide character. */
    private static final int TAIL = 0xFFFF;

    private final String text;
    private final Cells cells = new Cells();
    private final Look look = new Look();
    private int at;
    private boolean drawing;

    /** Before each cell that is not plain stands how it looks: so xterm prints, which does not always say where that ends. */
    private final boolean eachCell;

    private Capture(String text, boolean eachCell) {
        this.text = text;
        this.eachCell = eachCell;
    }

    static Cells ofTmux(String text) {
        return parse(new Capture(text, false));
    }

    static Cells ofXterm(String text) {
        return parse(new Capture(text, true));
    }

    private static Cells parse(Capture capture) {
        capture.run();
        return capture.cells;
    }

    private void run() {
        cells.newRow();
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            switch (codePoint) {
                case '\u001B' -> escape();
                case '\n' -> {
                    if (at < text.length()) {
                        cells.newRow();
                    }
                }
                case '\u000E' -> drawing = true;
                case '\u000F' -> drawing = false;
                case '\r', TAIL -> {}
                default -> character(codePoint);
            }
        }
    }

    private void character(int codePoint) {
        if (Character.getType(codePoint) == Character.NON_SPACING_MARK) {
            cells.mark(Character.toString(codePoint));
            return;
        }
        int letter = drawing ? LETTERS.indexOf(codePoint) : -1;
        cells.add(letter >= 0 ? SHAPES.substring(letter, letter + 1) : Character.toString(codePoint), look.toString());
        if (eachCell) {
            look.clear();
        }
    }

    private void escape() {
        switch (text.charAt(at++)) {
            case '[' -> {
                if (text.startsWith("#5", at)) { // xterm says that a line is of single width
                    at += 2;
                    return;
                }
                int end = at;
                while (text.charAt(end) != 'm') {
                    end++;
                }
                rendition(text.substring(at, end));
                at = end + 1;
            }
            case '(', ')', '*', '+' -> drawing = text.charAt(at++) == '0';
            case '#' -> at++;
            default -> throw new IllegalArgumentException("at " + at);
        }
    }

    private void rendition(String parameters) {
        List<String> values = new ArrayList<>(List.of(parameters.split(";", -1)));
        while (!values.isEmpty()) {
            String[] parts = values.removeFirst().split(":", -1);
            int code = parts[0].isEmpty() ? 0 : Integer.parseInt(parts[0]);
            if (code == 38 || code == 48) {
                String kind = parts.length > 1 ? parts[1] : values.removeFirst();
                String colour;
                if (kind.equals("5")) {
                    colour = parts.length > 1 ? parts[2] : values.removeFirst();
                } else {
                    int from = parts.length > 5 ? 3 : 2;
                    colour = "#";
                    for (int i = 0; i < 3; i++) {
                        String part = parts.length > 1 ? parts[from + i] : values.removeFirst();
                        colour += String.format("%02x", Integer.parseInt(part));
                    }
                }
                look.colour(code == 38 ? "in" : "on", colour);
            } else {
                attribute(code, parts.length > 1 && parts[1].equals("0"));
            }
        }
    }

    private void attribute(int code, boolean off) {
        switch (code) {
            case 0 -> look.clear();
            case 1 -> look.set("bold", true);
            case 2 -> look.set("faint", true);
            case 3 -> look.set("italic", true);
            case 4 -> look.set("underline", !off);
            case 5 -> look.set("blink", true);
            case 7 -> look.set("inverse", true);
            case 8 -> look.set("hidden", true);
            case 9 -> look.set("struck", true);
            case 39 -> look.colour("in", "");
            case 49 -> look.colour("on", "");
            default -> colour(code);
        }
    }

    private void colour(int code) {
        if (code >= 30 && code < 38) {
            look.colour("in", "" + (code - 30));
        } else if (code >= 40 && code < 48) {
            look.colour("on", "" + (code - 40));
        } else if (code >= 90 && code < 98) {
            look.colour("in", "" + (code - 90 + 8));
        } else if (code >= 100 && code < 108) {
            look.colour("on", "" + (code - 100 + 8));
        } else {
            throw new IllegalArgumentException("SGR " + code);
        }
    }
}
