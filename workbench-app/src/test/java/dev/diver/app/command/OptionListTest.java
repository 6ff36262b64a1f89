package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.app.EngineFactory;
import dev.diver.core.home.DiverHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diver dive --options}. */
class OptionListTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void listsTheMachinesOptionsAndThoseOfEachDisk() {
        assertEquals(0, run("--mode", "vm"));
        assertTrue(said().lines().anyMatch(line -> line.matches("cpus +a whole number from 1 to 255 +1 +.*")), said());
        assertTrue(said().contains("disks[].snapshot"), said());
    }

    @Test
    void takesTheModeOfTheNet() throws IOException {
        Files.writeString(home.resolve("net.toml"), """
                net.name = "played"
                kernel.ref = "snorkel:0.1.0"
                dive.mode = "demo"
                """);
        assertEquals(0, run("--json", home.toString()));
        assertTrue(said().contains("pause-ms") && !said().contains("cpus"), said());
    }

    @Test
    void saysThatAModeHasNoDeployer() {
        assertEquals(ExitStatus.CANNOT_RUN, run("--mode", "cluster"));
        assertEquals("", said());
    }

    private int run(String... options) {
        var words = new String[options.length + 2];
        words[0] = "dive";
        words[1] = "--options";
        System.arraycopy(options, 0, words, 2, options.length);
        var engine = EngineFactory.create(DiverHome.in(home.resolve("home"), Path.of("../assets")), "/usr/bin:/bin");
        return new DiverCommandLine(() -> engine, new ObjectMapper(), new NoDebugger())
                .run(new PrintStream(out, true), new PrintStream(new ByteArrayOutputStream()), false, words);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
