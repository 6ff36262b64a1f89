package dev.diver.app.screen.shell;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.home.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code window.json} in the configuration directory. Blocks: not for the screen's thread. */
final class WindowStateFile {
    private static final long MOST_BYTES = 1 << 20;
    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private boolean closed;

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

    /** Does nothing once it is closed. */
    synchronized void save(WindowState state) throws IOException {
        if (closed) {
            return;
        }
        AtomicFiles.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
    }

    /** Returns when what is being written is written; nothing is from then on. */
    synchronized void close() {
        closed = true;
    }
}
