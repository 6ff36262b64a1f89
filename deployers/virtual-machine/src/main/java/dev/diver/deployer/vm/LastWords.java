package dev.diver.deployer.vm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the line in which a kernel said that it failed. Patterns come with packages, and one can be made to take for ever,
 * so the search gives up after a while.
 */
final class LastWords {
    private static final int LOOKED_AT = 64 << 10;
    private static final int LONGEST_LINE = 300;
    private static final Duration LIMIT = Duration.ofMillis(200);

    private LastWords() {}

    /** @param patterns java.util.regex, as in the manifest's {@code fail} */
    static Optional<String> find(Path log, List<String> patterns) {
        if (patterns.isEmpty()) {
            return Optional.empty();
        }
        try {
            var compiled = patterns.stream().map(Pattern::compile).toList();
            var deadline = System.nanoTime() + LIMIT.toNanos();
            return end(log).lines()
                    .map(line -> line.strip().substring(0, Math.min(line.strip().length(), LONGEST_LINE)))
                    .filter(line -> compiled.stream()
                            .anyMatch(pattern ->
                                    pattern.matcher(new Timed(line, deadline)).find()))
                    .findFirst();
        } catch (IOException | IllegalArgumentException | IllegalStateException | StackOverflowError e) {
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

    /** A text that is not read any more after a point in time: the only way to end a match. */
    private record Timed(String text, long deadline) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the pattern takes too long");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Timed(text.substring(start, end), deadline);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
