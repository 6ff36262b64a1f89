package dev.diver.qemu;

import dev.diver.core.kernel.PackagePatterns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Finds the line in which a kernel said that it failed. */
public final class LastWords {
    private static final int LOOKED_AT = 64 << 10;
    private static final int LONGEST_LINE = 300;
    private static final Duration LIMIT = Duration.ofMillis(200);

    private LastWords() {}

    /** @param patterns java.util.regex, as in the manifest's {@code fail} */
    public static Optional<String> find(Path log, List<String> patterns) {
        if (patterns.isEmpty()) {
            return Optional.empty();
        }
        try {
            var wanted = new PackagePatterns(patterns, LIMIT);
            return end(log).lines()
                    .map(line -> line.strip().substring(0, Math.min(line.strip().length(), LONGEST_LINE)))
                    .filter(wanted::occurIn)
                    .findFirst();
        } catch (IOException | PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static String end(Path log) throws IOException {
        try (var channel = FileChannel.open(log)) {
            var bytes = ByteBuffer.allocate((int) Math.min(channel.size(), LOOKED_AT));
            channel.position(channel.size() - bytes.capacity());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until all of it is there.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
