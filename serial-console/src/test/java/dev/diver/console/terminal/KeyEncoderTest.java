package dev.diver.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyEncoderTest {

    private static final KeyEncoder PLAIN = new KeyEncoder(false, false);
    private static final KeyEncoder APPLICATION = new KeyEncoder(true, true);

    /** With ^ for escape and other control characters as numbers. */
    private static String shown(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            text.append(
                    each == 0x1B ? "^" : each < ' ' || each == 127 ? "<" + each + ">" : String.valueOf((char) each));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "UP,'',^[A",
        "UP,s,^[1;2A",
        "UP,c,^[1;5A",
        "LEFT,sac,^[1;8D",
        "HOME,'',^[H",
        "END,'',^[F",
        "F1,'',^OP",
        "F4,s,^[1;2S",
        "F5,'',^[15~",
        "F12,c,^[24;5~",
        "DELETE,'',^[3~",
        "PAGE_UP,'',^[5~",
        "ENTER,'',<13>",
        "ENTER,a,^<13>",
        "TAB,'',<9>",
        "TAB,s,^[Z",
        "ESCAPE,'',^",
        "BACK_SPACE,'',<127>",
        "BACK_SPACE,c,<8>",
        "C,c,<3>",
        "D,c,<4>",
        "C,ca,^<3>",
        "OPEN_BRACKET,c,^",
        "BACK_SLASH,c,<28>",
        "SPACE,c,<0>"
    })
    void keys(String key, String modifiers, String expected) {
        byte[] bytes = PLAIN.key(key, modifiers.contains("s"), modifiers.contains("a"), modifiers.contains("c"));
        assertEquals(expected, shown(bytes));
    }

    @Test
    void applicationCursor() {
        assertEquals("^OA", shown(APPLICATION.key("UP", false, false, false)));
        assertEquals("^[1;5A", shown(APPLICATION.key("UP", false, false, true)));
    }

    @Test
    void charactersAreTyped() {
        assertNull(PLAIN.key("A", false, false, false));
        assertNull(PLAIN.key("A", true, true, false));
        assertEquals("^x", shown(PLAIN.text("x", true)));
        assertEquals("ä", new String(PLAIN.text("ä", false), StandardCharsets.UTF_8));
    }

    @Test
    void paste() {
        assertEquals("a<13>b<13>c", shown(PLAIN.paste("a\nb\r\nc")));
        assertEquals("^[200~a[201~rm<13>^[201~", shown(APPLICATION.paste("a\u001B[201~rm\n")));
    }

    @Test
    void guestsChooseTheMode() {
        Fixture fixture = new Fixture(10, 3, 0).write("\u001B[?1h\u001B[?2004h");
        assertEquals(APPLICATION, fixture.terminal.keys());
        assertEquals(PLAIN, fixture.write("\u001B[?1l\u001B[?2004l").terminal.keys());
    }
}
