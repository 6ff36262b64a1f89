package dev.diver.core.catalog.oci;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest as the OCI image specification writes it ("Descriptors", section "Digests").
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {
    private static final Pattern FORM = Pattern.compile("sha256:([a-f0-9]{64})");

    @JsonCreator
    public static Digest parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    "\"" + text.substring(0, Math.min(text.length(), 100)) + "\" is not a SHA-256 digest.",
                    "",
                    "Packages are named by sha256: and 64 hexadecimal digits.");
        }
        return new Digest(match.group(1));
    }

    public static Digest of(byte[] content) {
        return ofSum(sha256().digest(content));
    }

    /** Of a file's content, which is read piece by piece. */
    public static Digest of(Path file) throws IOException {
        var digest = sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return ofSum(digest.digest());
    }

    /** @param sum what a finished computation gave, 32 bytes */
    public static Digest ofSum(byte[] sum) {
        return new Digest(HexFormat.of().formatHex(sum));
    }

    /** A new computation. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return "sha256:" + hex;
    }
}
