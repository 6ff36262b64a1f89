package dev.diver.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Writes the memory of a guest that stands still. */
final class MemoryDump {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long HOLES_LIMIT_S = 60;
    /** Bytes that stay free: a full disk is worse than a crash that was not kept. */
    private static final long SPARE = 256L << 20;

    private final Qmp qmp;

    MemoryDump(Qmp qmp) {
        this.qmp = qmp;
    }

    /** Whole or not at all; what was never written takes no place on the disk. */
    void write(Path core, KeptMemory kept) throws IOException {
        var staged = core.resolveSibling(core.getFileName() + ".new");
        try {
            requireRoom(core.getParent(), kept);
            dump(staged, kept);
            digHoles(staged);
            try (var file = new CoreFile(staged)) {
                file.keepProcessors(kept.processors());
                file.setSegments(AddressSpace.of(file));
            }
            Files.move(staged, core);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private void requireRoom(Path folder, KeptMemory kept) throws IOException {
        var size = kept.range().isPresent() ? kept.range().get().size().bytes() : whole();
        var free = Files.getFileStore(folder).getUsableSpace();
        if (free - SPARE < size) {
            throw new IOException("it has " + (size >> 20) + " MiB, and " + (free >> 20) + " MiB are free there");
        }
    }

    private long whole() throws IOException {
        try {
            return qmp.execute("query-memory-size-summary")
                    .join()
                    .path("base-memory")
                    .asLong();
        } catch (CompletionException e) {
            throw new IOException("the machine does not answer", e);
        }
    }

    private void dump(Path file, KeptMemory kept) throws IOException {
        var arguments = new HashMap<String, Object>(Map.of("paging", false, "protocol", "file:" + file));
        kept.range().ifPresent(range -> {
            arguments.put("begin", range.start());
            arguments.put("length", range.size().bytes());
        });
        try {
            qmp.execute("dump-guest-memory", arguments, LIMIT).join();
        } catch (CompletionException e) {
            throw new IOException(
                    e.getCause() == null || e.getCause().getMessage() == null
                            ? "the machine does not answer"
                            : e.getCause().getMessage(),
                    e);
        }
    }

    /** Most of a small guest's memory is zeros. Where the file system knows no holes, they stay. */
    private static void digHoles(Path file) {
        try {
            var process = new ProcessBuilder("fallocate", "--dig-holes", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(HOLES_LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // Then it is larger than it needs to be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
