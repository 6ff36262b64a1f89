package dev.diver.core.catalog.trust.minisign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ways with Debian's minisign: it takes what we make, and we take what it makes. */
@Timeout(600)
class MinisignTest {
    private static final String DIGEST = "sha256:" + "0f".repeat(32);
    private static final byte[] MESSAGE = DIGEST.getBytes(StandardCharsets.UTF_8);
    private static final Supplier<char[]> NEVER = () -> fail("a password was asked for");

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private Minisign minisign;

    @BeforeEach
    void aFileToSign() throws Exception {
        minisign = new Minisign(folder);
        Files.write(folder.resolve("f"), MESSAGE);
    }

    private String file(String name) throws Exception {
        return Files.readString(folder.resolve(name));
    }

    private String keep(String name, String content) throws Exception {
        Files.writeString(folder.resolve(name), content);
        return name;
    }

    @Test
    void itTakesOurSignatures() throws Exception {
        try (var key = SecretKey.generate(random)) {
            var signature = key.sign(MESSAGE, "package:lab/kernel:1.0\ttimestamp:1790000000");
            keep("f.sig", signature.text());
            var good = minisign.run(
                    "",
                    "-V",
                    "-H",
                    "-m",
                    "f",
                    "-x",
                    "f.sig",
                    "-P",
                    key.publicKey().text());
            assertEquals(0, good.status(), good.said());
            assertTrue(good.said().contains("package:lab/kernel:1.0"), good.said());
            keep("k.pub", key.publicKey().file());
            assertEquals(
                    0,
                    minisign.run("", "-V", "-m", "f", "-x", "f.sig", "-p", "k.pub")
                            .status());
            keep("f", DIGEST + "\n");
            assertNotEquals(
                    0,
                    minisign.run("", "-V", "-m", "f", "-x", "f.sig", "-p", "k.pub")
                            .status());
        }
    }

    @Test
    void itTakesOurKeys() throws Exception {
        try (var key = SecretKey.generate(random)) {
            keep("plain.key", key.unencryptedFile());
            assertSigns(minisign.run("", "-S", "-m", "f", "-s", "plain.key", "-x", "f.sig"), key.publicKey());
            keep("hidden.key", key.file("a pässword".toCharArray(), random));
            assertSigns(
                    minisign.run("a pässword\n", "-S", "-m", "f", "-s", "hidden.key", "-x", "f.sig"), key.publicKey());
            assertNotEquals(
                    0,
                    minisign.run("wrong\n", "-S", "-m", "f", "-s", "hidden.key", "-x", "g.sig")
                            .status());
        }
    }

    private void assertSigns(Minisign.End end, PublicKey key) throws Exception {
        assertEquals(0, end.status(), end.said());
        assertTrue(Signature.parse(file("f.sig")).fits(key, MESSAGE));
        Files.delete(folder.resolve("f.sig"));
    }

    @Test
    void weTakeItsKeysAndSignatures() throws Exception {
        var made = minisign.run("open sesame\nopen sesame\n", "-G", "-p", "m.pub", "-s", "m.key");
        assertEquals(0, made.status(), made.said());
        var known = PublicKey.parse(file("m.pub"));
        var number = file("m.pub").lines().findFirst().orElseThrow().replaceAll(".* ", "");
        assertEquals(known.id().value(), Long.parseUnsignedLong(number, 16));
        assertEquals(known, PublicKey.parse(known.text()));
        assertTrue(SecretKey.isEncrypted(file("m.key")));
        var password = "open sesame".toCharArray();
        try (var key = SecretKey.read(file("m.key"), () -> password)) {
            assertEquals(known, key.publicKey());
            assertTrue(key.sign(MESSAGE, "").fits(known, MESSAGE));
        }
        assertArrayEquals(new char[password.length], password, "the password is still in memory");
        var wrong = assertThrows(
                DiverException.class, () -> SecretKey.read(file("m.key"), () -> "open sesam".toCharArray()));
        assertEquals(Problem.Kind.NOT_ALLOWED, wrong.problem().kind());

        for (var legacy : new boolean[] {false, true}) {
            var signed = legacy
                    ? minisign.run("open sesame\n", "-S", "-l", "-m", "f", "-s", "m.key", "-t", "by hand")
                    : minisign.run("open sesame\n", "-S", "-m", "f", "-s", "m.key", "-t", "by hand");
            assertEquals(0, signed.status(), signed.said());
            var signature = Signature.parse(file("f.minisig"));
            assertEquals(legacy ? 'W' : 'U', signature.signature().charAt(1));
            assertEquals("by hand", signature.trustedComment());
            assertTrue(signature.fits(known, MESSAGE));
            assertFalse(signature.fits(known, (DIGEST + "\n").getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void weTakeItsUnencryptedKeys() throws Exception {
        assertEquals(
                0, minisign.run("", "-G", "-W", "-p", "u.pub", "-s", "u.key").status());
        try (var key = SecretKey.read(file("u.key"), NEVER)) {
            assertEquals(PublicKey.parse(file("u.pub")), key.publicKey());
            assertEquals(file("u.key"), key.unencryptedFile());
        }
    }

    @Test
    void ourOwnKeysComeBack() {
        try (var key = SecretKey.generate(random)) {
            var file = key.file("short".toCharArray(), random, new Scrypt(10, 1));
            try (var back = SecretKey.read(file, "short"::toCharArray)) {
                assertEquals(key.publicKey(), back.publicKey());
            }
            assertNotEquals(file, key.file("short".toCharArray(), random, new Scrypt(10, 1)));
            assertThrows(DiverException.class, () -> SecretKey.read(file, "long"::toCharArray));
        }
    }

    @Test
    void aChangedCommentIsNotTrusted() {
        try (var key = SecretKey.generate(random)) {
            var good = key.sign(MESSAGE, "package:kernel:1.0");
            assertTrue(good.fits(key.publicKey(), MESSAGE));
            var changed = Signature.parse(good.text().replace("kernel:1.0", "kernel:9.0"));
            assertFalse(changed.fits(key.publicKey(), MESSAGE));
            // Nobody vouches for the other comment.
            assertTrue(Signature.parse(good.text().replace("signature by", "made by"))
                    .fits(key.publicKey(), MESSAGE));
        }
    }

    @Test
    void onlyTheKeyItselfCounts() {
        try (var one = SecretKey.generate(random);
                var two = SecretKey.generate(random)) {
            var signature = one.sign(MESSAGE, "");
            assertFalse(signature.fits(two.publicKey(), MESSAGE));
            // Another key that took the same number.
            var forged = PublicKey.of(one.publicKey().id(), two.publicKey().point());
            assertFalse(signature.fits(forged, MESSAGE));
            // The same key under another number.
            assertFalse(
                    signature.fits(PublicKey.of(new KeyId(1), one.publicKey().point()), MESSAGE));
        }
    }
}
