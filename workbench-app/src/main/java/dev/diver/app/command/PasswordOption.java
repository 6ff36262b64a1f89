package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A password from a file, from the terminal without echo, or from standard input; never from an argument. */
final class PasswordOption {
    private static final int MOST = 4096;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Read the password from its first line; - is standard input.")
    private Path file;

    /** Absent where none was given; the caller overwrites it. */
    Optional<char[]> read(String question) {
        return read(question, file);
    }

    /** On a terminal, asked for again: what nobody can bring back must not be mistyped. */
    Optional<char[]> readTwice(String question) {
        var first = read(question);
        if (first.isPresent() && asksTerminal(file)) {
            var second = read(question + ", again").orElseGet(() -> new char[0]);
            var same = Arrays.equals(first.get(), second);
            Arrays.fill(second, '\0');
            if (!same) {
                Arrays.fill(first.get(), '\0');
                throw new DiverException(Problem.Kind.INVALID, "The two passwords differ.", "", "Try again.");
            }
        }
        return first;
    }

    /** Of a secret key, which cannot be read without. */
    char[] ofKey(String key) {
        return ofKey(key, file);
    }

    /** @param other instead of the option's file, or null */
    char[] ofKey(String key, Path other) {
        return read("Password of the key " + key, other == null ? file : other)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        "No password was given.",
                        "The key " + key + " is encrypted.",
                        "Type it on a terminal, or give --password-file FILE."));
    }

    private static boolean asksTerminal(Path file) {
        var console = System.console();
        return file == null && console != null && console.isTerminal();
    }

    private static Optional<char[]> read(String question, Path file) {
        if (file != null && !file.toString().equals("-")) {
            try (var in = Files.newInputStream(file)) {
                return firstLine(in);
            } catch (IOException e) {
                throw unreadable(file.toString(), e);
            }
        }
        if (asksTerminal(file)) {
            return Optional.ofNullable(System.console().readPassword("%s: ", question))
                    .filter(typed -> typed.length > 0);
        }
        try {
            return firstLine(System.in);
        } catch (IOException e) {
            throw unreadable("Standard input", e);
        }
    }

    private static Optional<char[]> firstLine(InputStream in) throws IOException {
        var line = new byte[MOST];
        var length = 0;
        for (int next; length < MOST && (next = in.read()) >= 0 && next != '\n'; ) {
            line[length++] = (byte) next;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        var decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(line, 0, length));
        Arrays.fill(line, (byte) 0);
        var password = new char[decoded.remaining()];
        decoded.get(password);
        Arrays.fill(decoded.array(), '\0');
        return Optional.of(password).filter(chars -> chars.length > 0);
    }

    private static DiverException unreadable(String what, IOException e) {
        return new DiverException(
                new Problem(
                        Problem.Kind.NOT_FOUND,
                        what + " cannot be read.",
                        String.valueOf(e.getMessage()),
                        "Give a file with the password in its first line."),
                e);
    }
}
