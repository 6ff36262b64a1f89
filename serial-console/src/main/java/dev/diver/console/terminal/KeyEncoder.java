package dev.diver.console.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What keys send, as xterm's do. Keys have the names that JavaFX's {@code KeyCode} gives them.
 *
 * @param applicationCursor whether the guest wants the arrows' other codes
 * @param bracketedPaste whether the guest wants to tell pasted text from typed
 */
public record KeyEncoder(boolean applicationCursor, boolean bracketedPaste) {

    private static final String ESC = "\u001B";

    /** Keys that send {@code ESC [ letter}, or {@code ESC O letter} for an application. */
    private static final Map<String, Character> CURSOR = Map.ofEntries(
            Map.entry("UP", 'A'),
            Map.entry("DOWN", 'B'),
            Map.entry("RIGHT", 'C'),
            Map.entry("LEFT", 'D'),
            Map.entry("KP_UP", 'A'),
            Map.entry("KP_DOWN", 'B'),
            Map.entry("KP_RIGHT", 'C'),
            Map.entry("KP_LEFT", 'D'),
            Map.entry("HOME", 'H'),
            Map.entry("END", 'F'));

    /** Keys that send {@code ESC O letter}. */
    private static final Map<String, Character> FUNCTION = Map.of("F1", 'P', "F2", 'Q', "F3", 'R', "F4", 'S');

    /** Keys that send {@code ESC [ number ~}. */
    private static final Map<String, Integer> NUMBERED = Map.ofEntries(
            Map.entry("INSERT", 2),
            Map.entry("DELETE", 3),
            Map.entry("PAGE_UP", 5),
            Map.entry("PAGE_DOWN", 6),
            Map.entry("F5", 15),
            Map.entry("F6", 17),
            Map.entry("F7", 18),
            Map.entry("F8", 19),
            Map.entry("F9", 20),
            Map.entry("F10", 21),
            Map.entry("F11", 23),
            Map.entry("F12", 24));

    /** With control, keys beside the letters. */
    private static final Map<String, Integer> CONTROLS = Map.ofEntries(
            Map.entry("SPACE", 0),
            Map.entry("AT", 0),
            Map.entry("DIGIT2", 0),
            Map.entry("OPEN_BRACKET", 0x1B),
            Map.entry("DIGIT3", 0x1B),
            Map.entry("BACK_SLASH", 0x1C),
            Map.entry("DIGIT4", 0x1C),
            Map.entry("CLOSE_BRACKET", 0x1D),
            Map.entry("DIGIT5", 0x1D),
            Map.entry("CIRCUMFLEX", 0x1E),
            Map.entry("DIGIT6", 0x1E),
            Map.entry("UNDERSCORE", 0x1F),
            Map.entry("SLASH", 0x1F),
            Map.entry("DIGIT7", 0x1F),
            Map.entry("DIGIT8", 0x7F));

    /** The bytes of a key, or null where the key types a character, which {@link #text} takes. */
    public byte[] key(String name, boolean shift, boolean alt, boolean control) {
        int modifiers = 1 + (shift ? 1 : 0) + (alt ? 2 : 0) + (control ? 4 : 0);
        Character cursor = CURSOR.get(name);
        if (cursor != null) {
            String plain = (applicationCursor ? "O" : "[") + cursor;
            return sequence(modifiers == 1 ? plain : "[1;" + modifiers + cursor);
        }
        Character function = FUNCTION.get(name);
        if (function != null) {
            return sequence(modifiers == 1 ? "O" + function : "[1;" + modifiers + function);
        }
        Integer number = NUMBERED.get(name);
        if (number != null) {
            return sequence("[" + number + (modifiers == 1 ? "" : ";" + modifiers) + "~");
        }
        String simple = simple(name, shift, control);
        if (simple == null) {
            return null;
        }
        return bytes(alt ? ESC + simple : simple);
    }

    private static String simple(String name, boolean shift, boolean control) {
        return switch (name) {
            case "ENTER" -> "\r";
            case "TAB" -> shift ? ESC + "[Z" : "\t";
            case "ESCAPE" -> ESC;
            case "BACK_SPACE" -> control ? "\b" : "\u007F";
            default -> control ? controlled(name) : null;
        };
    }

    private static String controlled(String name) {
        if (name.length() == 1 && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z') {
            return String.valueOf((char) (name.charAt(0) - '@'));
        }
        Integer code = CONTROLS.get(name);
        return code == null ? null : String.valueOf((char) code.intValue());
    }

    /** What tells the guest that the keyboard is its own, or no longer is, where it asked for that (mode 1004). */
    public static byte[] focus(boolean gained) {
        return sequence(gained ? "[I" : "[O");
    }

    /** The bytes of typed characters. */
    public byte[] text(String typed, boolean alt) {
        return bytes(alt ? ESC + typed : typed);
    }

    /**
     * The bytes of pasted text: line ends become what Enter sends, and other control characters go, since text from
     * elsewhere must not be able to end the bracket or press keys.
     */
    public byte[] paste(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\r").replace('\n', '\r').codePoints().forEach(codePoint -> {
            if (codePoint == '\r' || codePoint == '\t' || !Character.isISOControl(codePoint)) {
                clean.appendCodePoint(codePoint);
            }
        });
        return bytes(bracketedPaste ? ESC + "[200~" + clean + ESC + "[201~" : clean.toString());
    }

    private static byte[] sequence(String rest) {
        return bytes(ESC + rest);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
