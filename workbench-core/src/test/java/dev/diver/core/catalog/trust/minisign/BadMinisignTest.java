package dev.diver.core.catalog.trust.minisign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.diver.core.Mutations;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that somebody broke, or made to break us: refused in words, and quickly. */
@Timeout(600)
class BadMinisignTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    private final SecretKey key = SecretKey.generate(new SecureRandom());
    private final String publicFile = key.publicKey().file();
    private final String signature = key.sign(MESSAGE, "a comment").text();
    private final String secretFile = key.unencryptedFile();

    private static String refused(Runnable reading) {
        var failure = assertThrows(DiverException.class, reading::run);
        assertEquals(Problem.Kind.DAMAGED, failure.problem().kind());
        assertTrue(failure.problem().text().length() < 500, "too many words");
        return failure.problem().why();
    }

    private static SecretKey secret(String file) {
        return SecretKey.read(file, () -> fail("a password was asked for"));
    }

    @Test
    void truncatedOrTooLong() {
        for (var part : List.of("", "\n", "untrusted comment: x\n", signature.substring(0, signature.length() - 5))) {
            refused(() -> Signature.parse(part));
            refused(() -> PublicKey.parse(part));
            refused(() -> secret(part));
        }
        refused(() -> PublicKey.parse(publicFile.substring(0, publicFile.length() - 3)));
        var millionLines = "untrusted comment: x\n".repeat(1_000_000);
        for (var long_ : List.of(millionLines, "\n".repeat(1_000_000), signature + " ".repeat(Signature.LIMIT))) {
            refused(() -> Signature.parse(long_));
            refused(() -> PublicKey.parse(long_));
            refused(() -> secret(long_));
        }
        assertTrue(refused(() -> Signature.parse(signature + "more\n")).contains("5 lines"));
    }

    @Test
    void wrongBase64() {
        var line = key.publicKey().text();
        assertTrue(refused(() -> PublicKey.parse("!" + line.substring(1))).contains("not base64"));
        // A longer one, one without its padding, one whose unused bits are not zero.
        refused(() -> PublicKey.parse(line + "AAAA"));
        var padded = signature.lines().toList().get(3);
        assertTrue(padded.endsWith("=="));
        refused(() -> Signature.parse(signature.replace(padded, padded.replace("=", ""))));
        var last = padded.charAt(padded.length() - 3);
        refused(() -> Signature.parse(
                signature.replace(padded, padded.substring(0, padded.length() - 3) + (char) (last + 1) + "==")));
    }

    @Test
    void anotherAlgorithm() {
        assertTrue(refused(() -> PublicKey.parse(altered(key.publicKey().text(), 0, 'X')))
                .contains("another algorithm"));
        var lines = signature.lines().toList();
        assertTrue(refused(() -> Signature.parse(signature.replace(lines.get(1), altered(lines.get(1), 1, 'X'))))
                .contains("another algorithm"));
        var secret = secretFile.lines().toList().get(1);
        refused(() -> secret("untrusted comment: x\n" + altered(secret, 0, 'X')));
        assertTrue(refused(() -> secret("untrusted comment: x\n" + altered(secret, 2, 'A')))
                .contains("not known"));
    }

    private static String altered(String base64, int at, char to) {
        var bytes = Base64.getDecoder().decode(base64);
        bytes[at] = (byte) to;
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void aPointThatFitsEverything() {
        // The neutral element, and one of order 8 (libsodium's list of small-order points).
        var neutral = new byte[PublicKey.POINT_BYTES];
        neutral[0] = 1;
        assertTrue(refused(() -> PublicKey.of(new KeyId(7), neutral)).contains("no point"));
        refused(() -> PublicKey.of(new KeyId(7), new byte[PublicKey.POINT_BYTES]));
    }

    @Test
    void aSecretKeyOfTwoHalves() {
        // The point of the second half: JDK's and others' signers would give the seed away.
        var secret = secretFile.lines().toList().get(1);
        assertTrue(refused(() -> secret("untrusted comment: x\n" + altered(secret, 100, 'A')))
                .contains("do not belong"));
    }

    @Test
    void aPasswordThatWouldTakeAllMemory() {
        var encrypted = key.file("p".toCharArray(), new SecureRandom(), new Scrypt(5, 1))
                .lines()
                .toList()
                .get(1);
        // The highest bytes but one of both limits.
        var greedy = altered(altered(encrypted, 44, 'A'), 52, 'A');
        assertTrue(SecretKey.isEncrypted("untrusted comment: x\n" + greedy));
        assertTrue(refused(() -> secret("untrusted comment: x\n" + greedy)).contains("gibibyte"));
    }

    @Test
    void brokenInAThousandWays() {
        Mutations.of(signature.getBytes(StandardCharsets.UTF_8), bytes -> {
            var text = new String(bytes, StandardCharsets.UTF_8);
            try {
                var parsed = Signature.parse(text);
                assertEquals(
                        parsed.signature().equals(Signature.parse(signature).signature())
                                && parsed.global()
                                        .equals(Signature.parse(signature).global())
                                && parsed.trustedComment().equals("a comment"),
                        parsed.fits(key.publicKey(), MESSAGE),
                        text);
            } catch (DiverException refused) {
                assertEquals(Problem.Kind.DAMAGED, refused.problem().kind());
            }
        });
        Mutations.of(secretFile.getBytes(StandardCharsets.UTF_8), bytes -> {
            try {
                SecretKey.read(new String(bytes, StandardCharsets.UTF_8), () -> new char[0])
                        .close();
            } catch (DiverException refused) {
                assertFalse(refused.problem().what().isEmpty());
            }
        });
    }

    @Test
    void numbersOfKeys() {
        var id = key.publicKey().id();
        assertEquals(id, KeyId.parse(id.toString()));
        assertEquals(id, KeyId.at(id.bytes(), 0));
        assertThrows(DiverException.class, () -> KeyId.parse("12"));
        assertThrows(DiverException.class, () -> KeyId.parse("\u202e123456789012345"));
    }
}
