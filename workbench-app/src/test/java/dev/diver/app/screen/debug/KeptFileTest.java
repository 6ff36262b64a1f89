package dev.diver.app.screen.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.console.debug.CodePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {
    private static final Path NET = Path.of("/nets/hello");
    private static final Kept KEPT = new Kept(
            List.of(
                    new Wanted(new CodePlace.Line(Path.of("/nets/hello/src/main.c"), 12), "i == 3", true, false),
                    Wanted.at(new CodePlace.Function("main")),
                    Wanted.at(new CodePlace.Address(0xffffffff80100000L))),
            List.of("counter", "*list->next"));

    @TempDir
    Path data;

    private KeptFile file;

    @BeforeEach
    void open() {
        file = new KeptFile(data);
    }

    @Test
    void keepsBreakpointsAndExpressionsOfEachNet() throws IOException {
        file.save(NET, KEPT);
        assertEquals(KEPT, file.load(NET));
        assertEquals(Kept.NOTHING, file.load(Path.of("/nets/other")));
    }

    @Test
    void whatIsDamagedIsNothingOrLeftOut() throws IOException {
        file.save(NET, KEPT);
        var written = only();
        for (var text : List.of("", "{", "[]", "null", "{\"breakpoints\":7}", "\u0000".repeat(2 << 20))) {
            Files.writeString(written, text);
            assertEquals(Kept.NOTHING, file.load(NET), text.substring(0, Math.min(20, text.length())));
        }
        Files.writeString(written, """
                {"breakpoints": [null, {"file": "relative.c", "line": 3}, {"file": "/a\\u0000b", "line": 3},
                    {"file": "/a.c", "line": -1}, {"function": "main", "enabled": true, "new": 1}],
                 "expressions": [null, "x"]}
                """);
        assertEquals(new Kept(List.of(Wanted.at(new CodePlace.Function("main"))), List.of("x")), file.load(NET));
    }

    @Test
    void nothingIsWrittenOnceItIsClosed() throws IOException {
        file.close();
        file.save(NET, KEPT);
        assertTrue(!Files.exists(data.resolve("debug")), "the window is gone");
    }

    private Path only() throws IOException {
        try (var files = Files.list(data.resolve("debug"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
