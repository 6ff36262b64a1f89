package dev.diver.core.publish;

import dev.diver.core.dive.Console;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.PackagePatterns;
import dev.diver.core.run.RunRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Listens to a guest's consoles until one of the kernel's {@code ready} patterns occurs in a line. */
final class ReadyWatch {
    /** For all matches of one console together. */
    private static final Duration MATCHING = Duration.ofSeconds(20);

    private static final int LONGEST_LINE = 4096;
    private static final int LINES_KEPT = 15;

    private final KernelManifest manifest;
    private final Consumer<String> output;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ArrayDeque<String> last = new ArrayDeque<>();

    /** @param output gets each line; from the consoles' threads, one at a time */
    ReadyWatch(KernelManifest manifest, Consumer<String> output) {
        this.manifest = manifest;
        this.output = output;
    }

    boolean isReady() {
        return ready.isDone();
    }

    CompletableFuture<Object> orEnd(CompletableFuture<RunRecord> end) {
        return CompletableFuture.anyOf(ready, end);
    }

    /** The last lines. */
    synchronized String said() {
        return String.join("\n", last);
    }

    /** What listens to one console. */
    Console.Sink of(Console console) {
        var patterns = new PackagePatterns(manifest.ready(), MATCHING);
        var line = new StringBuilder();
        return (bytes, offset, length) -> {
            for (var letter : new String(bytes, offset, length, StandardCharsets.UTF_8).toCharArray()) {
                if (letter == '\n') {
                    heard(line.toString(), patterns);
                    line.setLength(0);
                } else if (letter != '\r' && line.length() < LONGEST_LINE) {
                    line.append(letter);
                }
            }
            // A prompt has no end of line.
            if (!line.isEmpty() && patterns.occurIn(line.toString())) {
                ready.complete(null);
            }
        };
    }

    private synchronized void heard(String line, PackagePatterns patterns) {
        output.accept(line);
        last.addLast(line);
        if (last.size() > LINES_KEPT) {
            last.removeFirst();
        }
        if (patterns.occurIn(line)) {
            ready.complete(null);
        }
    }
}
