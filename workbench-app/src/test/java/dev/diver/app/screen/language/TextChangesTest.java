package dev.diver.app.screen.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.diver.core.problem.DiverException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextChangesTest {
    private static TextChange change(int line, int from, int toLine, int to, String text) {
        return new TextChange(new TextRange(new TextPlace(line, from), new TextPlace(toLine, to)), text);
    }

    private static String changed(String text, TextChange... changes) {
        return TextChanges.merge(text, List.of(changes)).in(text);
    }

    @Test
    void changesAreAllOfTheTextBefore() {
        assertEquals(
                "int bb;\nint c(bb);\n",
                changed(
                        "int a;\nint b(a);\n",
                        change(1, 6, 1, 7, "bb"),
                        change(1, 4, 1, 5, "c"),
                        change(0, 4, 0, 5, "bb")));
        assertEquals("one\ntwo", changed("one two", change(0, 3, 0, 4, "\n")));
        assertEquals("a\nb\n", changed("a\n", change(1, 0, 1, 0, "b\n")));
        assertEquals("", changed("a\nb\n", change(0, 0, 3, 0, "")));
        assertEquals("same", changed("same"));
    }

    @Test
    void whatIsOfAnotherTextChangesNothing() {
        assertThrows(DiverException.class, () -> changed("one line", change(4, 0, 4, 1, "x")));
        assertThrows(DiverException.class, () -> changed("abc", change(0, 0, 0, 2, "x"), change(0, 1, 0, 3, "y")));
        assertThrows(DiverException.class, () -> changed("abc", change(0, 2, 0, 1, "x")));
    }

    @Test
    void aPlaceBehindAText() {
        assertEquals(new TextPlace(3, 6), new TextPlace(3, 4).after("ab"));
        assertEquals(new TextPlace(5, 1), new TextPlace(3, 4).after("ab\n\nc"));
    }
}
