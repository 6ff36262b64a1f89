package dev.diver.core.secret;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The desktop's store (freedesktop.org Secret Service) through libsecret's {@code secret-tool}: a secret goes in through
 * its standard input and comes out of its standard output.
 */
final class SecretTool implements Secrets {
    /** The desktop may ask the person to unlock the store. */
    private static final long LIMIT_SECONDS = 120;

    private static final int MOST = 4096;

    private final HostProgram programs;

    SecretTool(HostProgram programs) {
        this.programs = programs;
    }

    @Override
    public Optional<char[]> find(String name) {
        var result = run(List.of("lookup", "application", "diver", "name", name), new byte[0]);
        try {
            // It ends with 1 and says nothing where there is none.
            return result.length == 0 ? Optional.empty() : Optional.of(text(result));
        } finally {
            Arrays.fill(result, (byte) 0);
        }
    }

    @Override
    public void keep(String name, char[] secret) {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        var bytes = Arrays.copyOf(encoded.array(), encoded.remaining());
        Arrays.fill(encoded.array(), (byte) 0);
        try {
            run(List.of("store", "--label=Diver: " + name, "application", "diver", "name", name), bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        var kept = find(name).orElseThrow(() -> failed("The desktop's secret store kept nothing.", null));
        Arrays.fill(kept, '\0');
    }

    @Override
    public void forget(String name) {
        run(List.of("clear", "application", "diver", "name", name), new byte[0]);
    }

    private static char[] text(byte[] bytes) {
        var text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
        var secret = new char[text.remaining()];
        text.get(secret);
        Arrays.fill(text.array(), '\0');
        return secret;
    }

    private byte[] run(List<String> words, byte[] input) {
        var command = new ArrayList<String>();
        command.add(programs.require("secret-tool", "libsecret-tools", "to keep passwords")
                .toString());
        command.addAll(words);
        try {
            var process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var watch = Thread.ofVirtual().start(() -> endAfterLimit(process));
            try (var out = process.getOutputStream()) {
                out.write(input);
            }
            try (var in = process.getInputStream()) {
                return in.readNBytes(MOST);
            } finally {
                process.destroyForcibly();
                watch.interrupt();
            }
        } catch (IOException e) {
            throw failed("The desktop's secret store does not answer.", e);
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

    private static DiverException failed(String what, IOException cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        what,
                        cause == null
                                ? "It is locked, or was closed without an answer."
                                : String.valueOf(cause.getMessage()),
                        "Unlock it, or keep the password in Diver's own file: DIVER_SECRETS=file."),
                cause);
    }
}
