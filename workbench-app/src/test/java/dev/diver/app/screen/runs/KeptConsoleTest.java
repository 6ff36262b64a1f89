package dev.diver.app.screen.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.dive.ConsoleTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptConsoleTest {
    @TempDir
    private Path folder;

    private String said(Path log) {
        var bytes = new ByteArrayOutputStream();
        new KeptConsole("main", log, new ConsoleTimes()).attach(bytes::write).close();
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

    /** A console that said three words, with a long pause before the last. */
    private KeptConsole spoken() throws IOException {
        var log = Files.writeString(folder.resolve("console.log"), "one two three");
        var times = new ConsoleTimes();
        times.add(0, 1000);
        times.add(4, 1500);
        times.add(8, 61_500);
        return new KeptConsole("main", log, times);
    }

    @Test
    void aRunIsPlayedAsItSpoke() throws IOException {
        var console = spoken();
        var seen = new ByteArrayOutputStream();
        console.attach(seen::write);
        var now = new AtomicLong();
        var replay = new Replay(List.of(console), now::get);
        assertEquals(60_500, replay.length());
        assertEquals("one two three", seen.toString(StandardCharsets.UTF_8));
        seen.reset();
        replay.play();
        replay.advance();
        assertEquals("\033c\033[3Jone ", seen.toString(StandardCharsets.UTF_8));
        now.addAndGet(499_000_000);
        replay.advance();
        assertTrue(seen.toString(StandardCharsets.UTF_8).endsWith("one "));
        now.addAndGet(1_000_000);
        replay.advance();
        assertTrue(seen.toString(StandardCharsets.UTF_8).endsWith("one two "));
        replay.speed(10);
        now.addAndGet(6_000_000_000L);
        replay.advance();
        assertTrue(seen.toString(StandardCharsets.UTF_8).endsWith("one two three"));
        assertFalse(replay.isPlaying());
    }

    @Test
    void pausesCanBeSkippedAndAnyTimeGoneTo() throws IOException {
        var console = spoken();
        var seen = new ByteArrayOutputStream();
        console.attach(seen::write);
        var now = new AtomicLong();
        var replay = new Replay(List.of(console), now::get);
        replay.skipsPauses(true);
        replay.seek(600);
        assertTrue(seen.toString(StandardCharsets.UTF_8).endsWith("\033[3Jone two "));
        replay.play();
        now.addAndGet(1_000_000);
        replay.advance();
        assertEquals(60_200, replay.place());
        replay.pause();
        now.addAndGet(9_000_000_000L);
        replay.advance();
        assertEquals(60_200, replay.place());
        replay.seek(0);
        assertTrue(seen.toString(StandardCharsets.UTF_8).endsWith("\033[3Jone "));
    }
}
