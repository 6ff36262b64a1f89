package dev.diver.app.screen.common;

import dev.diver.core.home.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps text that has not been saved, so that no crash and no closed window loses it. One for a window; thread-safe.
 * Blocks.
 */
public final class Drafts {
    private final Path folder;
    private boolean closed;

    public Drafts(Path data) {
        folder = data.resolve("drafts");
    }

    /** Does nothing once they are closed. */
    public synchronized void keep(Path file, String text) throws IOException {
        if (closed) {
            return;
        }
        AtomicFiles.write(place(file), text.getBytes(StandardCharsets.UTF_8));
    }

    public synchronized Optional<String> find(Path file) throws IOException {
        return Files.isRegularFile(place(file)) ? Optional.of(Files.readString(place(file))) : Optional.empty();
    }

    /** Does nothing once they are closed. */
    public synchronized void drop(Path file) throws IOException {
        if (!closed) {
            Files.deleteIfExists(place(file));
        }
    }

    /** Returns when what is being written is written; nothing is written or removed from then on. */
    public synchronized void close() {
        closed = true;
    }

    private Path place(Path file) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(file.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest, 0, 16) + ".txt");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
