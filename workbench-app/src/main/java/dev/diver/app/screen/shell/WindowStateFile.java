package dev.diver.app.screen.shell;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** {@code window.json} in the configuration directory. Blocks: not for the screen's thread. */
final class WindowStateFile {
    private static final long MOST_BYTES = 1 << 20;
    private final ObjectMapper json = new ObjectMapper();
    private final Path file;

    WindowStateFile(Path config) {
        file = config.resolve("window.json");
    }

    /** What was kept; the first state where there is none or it cannot be read. */
    WindowState load() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return WindowState.FIRST;
            }
            var state = json.readValue(file.toFile(), WindowState.class);
            return state == null ? WindowState.FIRST : state;
        } catch (IOException e) {
            return WindowState.FIRST;
        }
    }

    /** Written beside and moved over, so that a crash leaves the old or the new one. */
    synchronized void save(WindowState state) throws IOException {
        Files.createDirectories(file.getParent());
        var beside = Files.createTempFile(file.getParent(), "window", ".json");
        try {
            json.writerWithDefaultPrettyPrinter().writeValue(beside.toFile(), state);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
