package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.home.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where blobs are while they come. What came of a pull that was cancelled or cut stays, so that the next attempt goes on
 * there; for whom no attempt comes, it goes after some days, or when the disk is full.
 */
final class UnfinishedDownloads {
    /** Longer than a holiday of a week; a network that is back by then costs nothing twice. */
    static final Duration KEPT = Duration.ofDays(14);

    /** A part that is whole is let go of by its lock a moment before the store has it. */
    static final Duration BUSY = Duration.ofHours(1);

    private static final Pattern PART = Pattern.compile("[a-f0-9]{64}");

    private final Path folder;

    UnfinishedDownloads(Path folder) {
        this.folder = folder;
    }

    Path file(Digest blob) {
        return folder.resolve(blob.hex());
    }

    /** Its lock's file stays: who deletes it while another waits for it has two that hold it. */
    Path lock(Digest blob) {
        return folder.resolve(blob.hex() + ".lock");
    }

    /**
     * Removes what was not written to since then and nobody writes to now.
     *
     * @param but these
     */
    void remove(Instant since, Set<Digest> but) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files.filter(UnfinishedDownloads::isPart)::iterator) {
                if (but.stream().noneMatch(digest -> file(digest).equals(file))) {
                    remove(file, since);
                }
            }
        }
    }

    /** On a full disk what came is in the way of whoever makes space. Nobody is told where that fails: the disk was. */
    void discard(Set<Digest> blobs) {
        for (var blob : blobs) {
            try {
                remove(file(blob), Instant.MAX);
            } catch (IOException e) {
                // It goes on from there, or goes after some days.
            }
        }
    }

    private static boolean isPart(Path file) {
        return PART.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
    }

    private static void remove(Path file, Instant since) throws IOException {
        var lock = LockFile.tryAcquire(file.resolveSibling(file.getFileName() + ".lock"));
        if (lock.isEmpty()) {
            return;
        }
        try (var held = lock.get()) {
            // Looked at under the lock: it may be in the store by now.
            if (Files.exists(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
