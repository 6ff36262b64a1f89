package dev.diver.app.screen.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoverExpressionTest {
    /** The bar stands before the letter under the pointer. */
    private static Optional<String> under(String marked) {
        return HoverExpression.at(marked.replace("|", ""), marked.indexOf('|'));
    }

    @Test
    void namesAndChainsUpToThePointer() {
        assertEquals(Optional.of("sum"), under("\t|sum += doubled(i);"));
        assertEquals(Optional.of("i"), under("\tsum += doubled(|i);"));
        assertEquals(Optional.of("list->next.size"), under("if (list->next.si|ze > 3)"));
        assertEquals(Optional.of("list->next"), under("if (list->n|ext.size > 3)"));
        assertEquals(Optional.of("list"), under("if (l|ist->next.size > 3)"));
    }

    @Test
    void nothingThatWouldChangeSomethingOrIsNoValue() {
        assertEquals(Optional.empty(), under("\tsum += dou|bled(i);"));
        assertEquals(Optional.empty(), under("\tre|turn sum;"));
        assertEquals(Optional.empty(), under("\ttable[i].na|me"));
        assertEquals(Optional.empty(), under("\tprintf(\"su|m\");"));
        assertEquals(Optional.empty(), under("x = 1; // su|m"));
        assertEquals(Optional.empty(), under("x = 0x1|f;"));
        assertEquals(Optional.empty(), under("x |= 1;"));
        assertEquals(Optional.empty(), HoverExpression.at("x".repeat(5000), 3));
    }
}
