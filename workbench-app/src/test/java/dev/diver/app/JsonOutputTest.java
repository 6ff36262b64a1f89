package dev.diver.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.core.build.Diagnostic;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How values look in {@code --json}. */
class JsonOutputTest {
    @Test
    void aPathIsAPath() {
        var diagnostic = new Diagnostic(Diagnostic.Severity.ERROR, Path.of("/net/src/main.c"), 2, 1, "no");
        assertEquals(
                "/net/src/main.c",
                Main.json().valueToTree(diagnostic).path("file").asText());
    }
}
