package dev.diver.app.screen.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptConsoleTest {
    @TempDir
    private Path folder;

    private String said(Path log) {
        var bytes = new ByteArrayOutputStream();
        new KeptConsole("main", log).attach(bytes::write).close();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itSaysWhatTheLogHoldsWithItsColours() throws IOException {
        var log = Files.writeString(folder.resolve("console.log"), "\u001b[32mready\u001b[0m\r\n");
        assertEquals("\u001b[32mready\u001b[0m\r\n", said(log));
    }

    @Test
    void ofALongLogItSaysTheEnd() throws IOException {
        var log = Files.writeString(folder.resolve("console.log"), "first" + "x".repeat(2 << 20) + "last");
        var text = said(log);
        assertTrue(text.startsWith("[diver: the last mebibyte of 2097161 bytes]\r\nx"), text.substring(0, 60));
        assertTrue(text.endsWith("xlast"));
        assertEquals(KeptConsole.MOST_BYTES, text.length() - text.indexOf('\n') - 1);
    }

    @Test
    void aLogThatIsGoneIsSaidToBe() {
        assertTrue(said(folder.resolve("console.log")).contains("not there"));
    }
}
