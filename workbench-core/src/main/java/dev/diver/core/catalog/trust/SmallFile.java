package dev.diver.core.catalog.trust;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.text.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text of a file that is not long; a pipe or a device may never end. */
final class SmallFile {
    private SmallFile() {}

    static String read(Path file, int limit) {
        if (!Files.isRegularFile(file)) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    name(file) + " cannot be read.",
                    Files.exists(file) ? "It is not a file." : "It does not exist.",
                    "");
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw wrong(file, "It has more than " + limit + " bytes.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED, name(file) + " cannot be read.", String.valueOf(e.getMessage()), ""),
                    e);
        }
    }

    /** Others may have named it. */
    private static String name(Path file) {
        return PlainText.brief(file.toString());
    }

    static DiverException wrong(Path file, String why) {
        return new DiverException(Problem.Kind.DAMAGED, name(file) + " cannot be read.", why, "");
    }
}
