package dev.diver.app.screen.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.console.ConsoleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowStateFileTest {
    @TempDir
    Path folder;

    private static final WindowState STATE = new WindowState(
            10,
            20,
            1600,
            900,
            true,
            "dark",
            List.of("/nets/hello"),
            List.of("/nets/hello/src/main.c"),
            Map.of("SIDE", 311.0),
            List.of("files"),
            new ConsoleSettings(200_000, 90, 15),
            List.of("lab/tiny:1.0"));

    @Test
    void whatIsSavedIsLoadedAndNothingElseIsLeft() throws IOException {
        var file = new WindowStateFile(folder.resolve("config"));
        file.save(STATE);
        file.save(STATE);
        assertEquals(STATE, file.load());
        try (var files = Files.list(folder.resolve("config"))) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void nothingAndDamageGiveTheFirstState() throws IOException {
        var file = new WindowStateFile(folder);
        assertEquals(WindowState.FIRST, file.load());
        for (var text : List.of("", "null", "{", "[]", "{\"width\":\"wide\"}", "\u0000")) {
            Files.writeString(folder.resolve("window.json"), text);
            assertEquals(WindowState.FIRST, file.load(), text);
        }
    }

    @Test
    void nonsenseStaysWithinReach() throws IOException {
        Files.writeString(
                folder.resolve("window.json"),
                "{\"x\":1e300,\"y\":-5,\"width\":1e308,\"height\":-1,\"colour\":1,\"files\":null,\"sizes\":{\"SIDE\":-4,\"RIGHT\":null}}");
        var state = new WindowStateFile(folder).load();
        assertTrue(state.width() <= 10_000 && state.height() >= 400 && state.x() <= 20_000);
        assertEquals(List.of(), state.files());
        assertEquals(Map.of("SIDE", 80.0), state.sizes());
    }

    @Test
    void anyBytesAreSurvived() throws IOException {
        var random = new Random(11);
        var good = new WindowStateFile(folder);
        good.save(STATE);
        var bytes = Files.readAllBytes(folder.resolve("window.json"));
        for (var round = 0; round < 500; round++) {
            var broken = bytes.clone();
            for (var i = 0; i < 3; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            Files.write(folder.resolve("window.json"), broken);
            assertTrue(good.load().width() >= 640);
        }
    }

    /** What was asked for before, and comes to it only then, would bring a removed folder back. */
    @Test
    void nothingIsWrittenOnceItIsClosed() throws Exception {
        var home = folder.resolve("home");
        var file = new WindowStateFile(home);
        file.close();
        file.save(WindowState.FIRST);
        assertFalse(Files.exists(home));
    }
}
