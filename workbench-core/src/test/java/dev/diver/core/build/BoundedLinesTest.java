package dev.diver.core.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
    @Test
    void aLineWithoutEndIsCutAndTheNextOneIsWhole() throws IOException {
        var lines = new BoundedLines(new StringReader("a\r\n\n" + "x".repeat(1 << 20) + "\nb"));
        assertEquals("a", lines.next());
        assertEquals("", lines.next());
        assertEquals("x".repeat(BoundedLines.LONGEST), lines.next());
        assertEquals("b", lines.next());
        assertNull(lines.next());
    }
}
