package dev.diver.core.catalog.trust.minisign;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's minisign in a folder. */
public final class Minisign {
    private final Path folder;

    public Minisign(Path folder) {
        this.folder = folder;
    }

    /** How it ended, and what it said. */
    public record End(int status, String said) {}

    public End run(String input, String... arguments) throws IOException, InterruptedException {
        // With less memory than a gibibyte it encrypts keys with less, and says so in them.
        var command = new ArrayList<>(List.of("prlimit", "--as=" + (300L << 20), "minisign"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unread) {
            // It ended without reading it.
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "minisign does not end");
        return new End(process.exitValue(), said);
    }
}
