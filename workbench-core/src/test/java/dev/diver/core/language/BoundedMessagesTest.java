package dev.diver.core.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedMessagesTest {
    private static String read(String said) throws IOException {
        var in = new BoundedMessages(new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)), 10);
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void messagesComeThroughAsTheyAre() throws IOException {
        var two = "Content-Length: 4\r\n\r\n\r\n\r\ncontent-length:2\r\nContent-Type: x\r\n\r\n{}";
        assertEquals(two, read(two));
        assertEquals("", read(""));
        assertEquals("Content-Length: 5\r\n\r\nab", read("Content-Length: 5\r\n\r\nab"), "an end within a message");
        assertEquals("", read("Content-Len"), "an end within a header");
    }

    @Test
    void whatAnnouncesTooMuchEndsBeforeItIsSeen() {
        assertThrows(IOException.class, () -> read("Content-Length: 11\r\n\r\n"));
        assertThrows(IOException.class, () -> read("Content-Length: 99999999999999999999\r\n\r\n"));
        assertThrows(IOException.class, () -> read("Content-Length: -1\r\n\r\n"));
        assertThrows(IOException.class, () -> read("Content-Length: 1\r\nContent-Length: 9\r\n\r\nx"));
        assertThrows(IOException.class, () -> read("Other: 1\r\n\r\n"));
        assertThrows(IOException.class, () -> read("x".repeat(5000)));
    }
}
