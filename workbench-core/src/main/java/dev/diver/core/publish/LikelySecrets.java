package dev.diver.core.publish;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.regex.Pattern;

/** Files that hardly anybody means to publish. What is published cannot be taken back, so they are refused. */
final class LikelySecrets {
    private static final Set<String> NAMES =
            Set.of(".env", ".netrc", ".npmrc", ".pypirc", ".git-credentials", ".htpasswd");

    /** PEM's keys (RFC 7468), OpenSSH's and minisign's. */
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----|^untrusted comment: .*secret key", Pattern.MULTILINE);

    /** Where a key begins, in bytes from the file's beginning. */
    private static final int LOOKED_AT = 4096;

    private LikelySecrets() {}

    /**
     * @param file to be published
     * @throws DiverException INVALID where it looks like a secret
     */
    static void refuse(Path file) throws IOException {
        if (NAMES.contains(file.getFileName().toString())
                || KEY.matcher(beginning(file)).find()) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    file + " looks like a secret.",
                    "It would be everybody's, and what is published cannot be taken back. Nothing was published.",
                    "Move it out of the folder.");
        }
    }

    /** Each file below; links are not followed. */
    static void refuseBelow(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    refuse(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String beginning(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
        }
    }
}
