package dev.diver.app.screen.debug;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines of source files, a few of which are remembered. Thread-safe; blocks. */
final class SourceLines {
    private static final int MOST_FILES = 16;
    private static final long MOST_BYTES = 4 << 20;

    private final Map<Path, List<String>> files = new LinkedHashMap<>(MOST_FILES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, List<String>> eldest) {
            return size() > MOST_FILES;
        }
    };

    /** Empty where it cannot be read. @param number from 1 */
    synchronized String line(Path file, int number) {
        var lines = files.computeIfAbsent(file, SourceLines::read);
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    private static List<String> read(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    // Any bytes are letters in it: a source in another encoding is shown all the same.
                    ? Files.readAllLines(file, StandardCharsets.ISO_8859_1)
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
