package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.Main;
import dev.diver.core.home.Folders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program without arguments and without a display: it says so, and walks the way in the terminal. */
@Timeout(120)
class NoDisplayTest {
    @Test
    void theTourRunsInstead() throws Exception {
        // Short, for sockets below it have short names.
        var root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var output = root.resolve("output").toFile();
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-Ddiver.assets=" + System.getProperty("diver.assets"),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Main.class.getName())
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output);
            builder.environment().put("DIVER_HOME", root.resolve("home").toString());
            builder.environment().remove("DISPLAY");
            var process = builder.start();
            try {
                assertTrue(process.waitFor(100, TimeUnit.SECONDS), "it takes too long");
            } finally {
                process.destroyForcibly();
            }
            var said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
            assertTrue(said.startsWith("There is no display"), said);
            assertTrue(said.contains("Hello, nobody in particular!"), said);
            assertTrue(said.contains("exited with status 0"), said);
            assertEquals(0, process.exitValue(), said);
        } finally {
            Folders.delete(root);
        }
    }
}
