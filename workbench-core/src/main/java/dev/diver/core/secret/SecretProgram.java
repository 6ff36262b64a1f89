package dev.diver.core.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs that take and give secrets by their standard input and output: nothing of that is kept or logged. */
public final class SecretProgram {
    /** The desktop may ask the person to unlock its store. */
    private static final long LIMIT_SECONDS = 120;

    /** Bytes of an answer. */
    private static final int MOST = 64 << 10;

    private SecretProgram() {}

    /** What it answers, which the caller overwrites; empty where it found nothing or failed. */
    public static byte[] run(List<String> command, byte[] input) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var watch = Thread.ofVirtual().start(() -> endAfterLimit(process));
        try {
            try (var out = process.getOutputStream()) {
                out.write(input);
            } catch (IOException ended) {
                // It has not wanted to hear all; its answer counts.
            }
            try (var in = process.getInputStream()) {
                return in.readNBytes(MOST);
            }
        } finally {
            process.destroyForcibly();
            watch.interrupt();
        }
    }

    private static void endAfterLimit(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** In UTF-8; the caller overwrites both. */
    public static char[] text(byte[] bytes) {
        var text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        var secret = new char[text.remaining()];
        text.get(secret);
        Arrays.fill(text.array(), '\0');
        return secret;
    }

    /** In UTF-8; the caller overwrites both. */
    public static byte[] bytes(char[] text) {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        var bytes = Arrays.copyOf(encoded.array(), encoded.remaining());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
