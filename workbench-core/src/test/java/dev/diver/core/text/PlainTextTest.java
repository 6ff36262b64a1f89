package dev.diver.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    /** Escape, NUL, NEL, bidirectional marks, of no width, a line's end, half a character, of private use, an invisible tag. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b",
                "\u0000",
                "\u0085",
                "\u202e",
                "\u2066",
                "\u200f",
                "\u200b",
                "\ufeff",
                "\u00ad",
                "\u2028",
                "\ud800",
                "\ue000",
                "\udb40\udc41"
            })
    void isNotShown(String unfit) {
        assertEquals("a b", PlainText.line("a" + unfit + "b", 10));
        assertEquals("a b\n", PlainText.lines("a" + unfit + "b\n"));
        assertFalse(PlainText.isLine("a" + unfit));
        assertFalse(PlainText.isLines("a" + unfit));
    }

    @Test
    void otherLanguagesAreLeftAlone() {
        var text = "Ядро für 微内核 ניסיון é 😀";
        assertEquals(text, PlainText.line(text, 100));
        assertTrue(PlainText.isLine(text));
    }

    @Test
    void isCut() {
        assertEquals("abc", PlainText.line("abcdef", 3));
        // In the midst of a pair.
        assertEquals("a ", PlainText.line("a😀", 2));
    }

    @Test
    void briefIsOneLineWithoutGaps() {
        assertEquals(
                "red [31m gone moc.live tail",
                PlainText.brief("red \u001b[31m\r\ngone\u202emoc.live\u2066\u200b\u0000\u2028 tail\n"));
        assertEquals(301, PlainText.brief("x".repeat(1_000_000)).length());
        assertEquals("", PlainText.brief("\u0007\u200f\ud800"));
        assertEquals("Größe, 大きさ", PlainText.brief("Größe, 大きさ"));
    }

    @Test
    void problemsQuoteNothingElse() {
        var problem = new Problem(Problem.Kind.FAILED, "It said \u001b[2J.", "a\u202eb\nc", "\u0007");
        assertEquals("It said  [2J.\na b\nc\n ", problem.text());
    }
}
