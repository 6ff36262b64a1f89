package dev.diver.core.catalog.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.SigningKeys;
import dev.diver.core.catalog.SigningKeys.Passwords;
import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.home.DiverHome;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ring as files: one's own keys, others', what they say about each other, and what broke. */
@Timeout(600)
class LocalKeysTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
    private static final Passwords NONE = key -> fail("a password of " + key + " was asked for");
    private static final Digest DIGEST = Digest.of(new byte[0]);

    @TempDir
    Path temp;

    private DiverHome home;
    private LocalKeys keys;
    private CatalogTrust trust;
    private SecretKeys secrets;
    private Path folder;

    @BeforeEach
    void anEmptyRing() {
        home = DiverHome.in(temp, temp);
        secrets = new SecretKeys(home);
        keys = new LocalKeys(home, secrets, CLOCK);
        trust = new CatalogTrust(home, CLOCK);
        folder = home.config().resolve("keys");
    }

    private KnownKey key(String name) {
        return keys.list().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static SecretKey stranger() {
        return SecretKey.generate(new SecureRandom());
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static DiverException refused(Problem.Kind kind, Runnable action) {
        var failure = assertThrows(DiverException.class, action::run);
        assertEquals(kind, failure.problem().kind(), failure.problem().text());
        return failure;
    }

    private Verdict judge(String catalog, SecretKey key, Succession... statements) {
        var signature = RegistrySignatures.sign(key, DIGEST, "kernel:1.0", CLOCK.instant());
        var found = new FoundSignature(
                signature.text(),
                key.publicKey().text(),
                java.util.Arrays.stream(statements).map(Succession::text).toList());
        return trust.judge(catalog, "kernel:1.0", DIGEST, () -> List.of(found)).verdict();
    }

    @Test
    void aNewKeyIsOnlyItsOwners() throws Exception {
        var password = "open sesame".toCharArray();
        var made = keys.create("mine", Optional.of(password));
        assertEquals(KnownKey.Secret.ENCRYPTED, made.secret());
        assertEquals("\0".repeat(password.length), new String(password));
        assertEquals(List.of(made), keys.list());
        assertEquals("rwx------", permissions(folder));
        assertEquals("rw-------", permissions(folder.resolve("mine.pub")));
        assertEquals("rwx------", permissions(home.data().resolve("keys")));
        var secret = home.data().resolve("keys/mine.key");
        assertEquals("rw-------", permissions(secret));
        try (var opened = secrets.open("mine", name -> "open sesame".toCharArray());
                var byFile = secrets.open(secret.toString(), name -> "open sesame".toCharArray())) {
            assertEquals(made.key(), opened.publicKey().text());
            assertEquals(made.key(), byFile.publicKey().text());
        }
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        refused(Problem.Kind.UNTRUSTED, () -> secrets.open("mine", NONE));
        refused(Problem.Kind.IN_USE, () -> keys.create("mine", Optional.empty()));
        refused(Problem.Kind.INVALID, () -> keys.create("../mine", Optional.empty()));
        refused(Problem.Kind.NOT_FOUND, () -> secrets.open("yours", NONE));
    }

    @Test
    void anothersKeyIsTakenFromAFileOrAsItIs() throws Exception {
        var lab = stranger();
        var file =
                Files.writeString(temp.resolve("lab one.pub"), lab.publicKey().file());
        assertTrue(
                keys.add(file.toString(), Optional.empty(), List.of("a", "b")).contains("trusted for a, b"));
        assertEquals(List.of("a", "b"), key("lab-one").catalogs());
        assertEquals(KnownKey.Secret.NONE, key("lab-one").secret());
        assertTrue(
                keys.add(lab.publicKey().text(), Optional.empty(), List.of("c")).contains("already"));
        assertEquals(List.of("a", "b", "c"), key("lab-one").catalogs());
        assertInstanceOf(Verdict.Trusted.class, judge("a", lab));
        assertInstanceOf(Verdict.UnknownKey.class, judge("a", stranger()));

        keys.remove("lab-one", false);
        assertEquals(List.of(), keys.list());
        assertFalse(trust.policy("a").pinned().contains(lab.publicKey().id()));
        refused(Problem.Kind.NOT_FOUND, () -> keys.remove("lab-one", false));
        refused(Problem.Kind.NOT_FOUND, () -> keys.add("nothing.pub", Optional.empty(), List.of()));
        refused(Problem.Kind.DAMAGED, () -> keys.add("RWnonsense", Optional.empty(), List.of()));
        refused(Problem.Kind.DAMAGED, () -> keys.add(bigFile().toString(), Optional.empty(), List.of()));
        refused(Problem.Kind.NOT_FOUND, () -> keys.add("/dev/zero", Optional.empty(), List.of()));
    }

    private Path bigFile() {
        try {
            return Files.writeString(temp.resolve("big"), "untrusted comment: x\n".repeat(1_000_000));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aKeyIsTrustedForOneCatalogNoLonger() {
        keys.create("old", Optional.empty());
        keys.create("next", Optional.empty());
        var old = key("old").key();
        keys.add(old, Optional.empty(), List.of("a", "b"));
        keys.unpin("old", "a");
        assertEquals(List.of("b"), key("old").catalogs());
        refused(Problem.Kind.NOT_FOUND, () -> keys.unpin("old", "a"));
        refused(Problem.Kind.NOT_FOUND, () -> keys.afterUnpinning("nobody", "a"));
        assertTrue(keys.afterUnpinning("old", "b").contains("the first that signs there next"));
        keys.setPolicy("b", new SigningKeys.Policy(TrustMode.REQUIRE, false));
        assertTrue(keys.afterUnpinning("old", "b").contains("is refused there"));
        keys.rotate("old", "next", name -> new char[0]);
        assertEquals(List.of("b"), key("next").catalogs());
        assertTrue(keys.afterUnpinning("next", "b").startsWith("It follows old, which stays trusted"));
        keys.setPolicy("b", new SigningKeys.Policy(TrustMode.OFF, false));
        assertTrue(keys.afterUnpinning("next", "b").startsWith("Nobody looks"));
    }

    @Test
    void whatOneSignsWithIsNotRemovedByAccident() {
        keys.create("mine", Optional.empty());
        assertEquals(KnownKey.Secret.UNENCRYPTED, key("mine").secret());
        refused(Problem.Kind.IN_USE, () -> keys.remove("mine", false));
        keys.remove("mine", true);
        assertFalse(Files.exists(home.data().resolve("keys/mine.key")));
    }

    @Test
    void filesThatAPersonPutThere() throws Exception {
        var lab = stranger();
        keys.create("mine", Optional.empty());
        Files.writeString(folder.resolve("lab.pub"), lab.publicKey().file());
        Files.writeString(folder.resolve("odd.pub"), "\u001b[31mno key\n");
        Files.writeString(folder.resolve("a b\u202e.pub"), lab.publicKey().file());
        assertEquals(
                List.of("lab", "mine"), keys.list().stream().map(KnownKey::name).toList());
        var broken = String.join("\n", keys.broken());
        assertEquals(2, keys.broken().size(), broken);
        assertTrue(broken.contains("odd.pub: This public key cannot be read."), broken);
        assertFalse(broken.contains("\u001b") || broken.contains("\u202e"), broken);
        Files.setPosixFilePermissions(folder.resolve("lab.pub"), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertTrue(
                String.join("\n", keys.broken()).contains("Others can write"),
                keys.broken().toString());
        assertEquals(1, keys.list().size());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        refused(Problem.Kind.UNTRUSTED, keys::list);
        refused(Problem.Kind.UNTRUSTED, () -> judge("a", lab));
    }

    @Test
    void twoKeysWithOneNumberAreNone() throws Exception {
        var lab = stranger();
        keys.add(lab.publicKey().text(), Optional.of("lab"), List.of("a"));
        var other = stranger().publicKey().text();
        // The number of one with the point of the other.
        var number = java.util.Base64.getDecoder().decode(lab.publicKey().text());
        var point = java.util.Base64.getDecoder().decode(other);
        System.arraycopy(number, 0, point, 0, 10);
        var forged = java.util.Base64.getEncoder().encodeToString(point);
        refused(Problem.Kind.UNTRUSTED, () -> keys.add(forged, Optional.of("forged"), List.of("a")));
        assertInstanceOf(Verdict.Trusted.class, judge("a", lab));
        Files.writeString(folder.resolve("forged.pub"), "untrusted comment: x\n" + forged + "\n");
        assertEquals(List.of(), keys.list());
        assertTrue(
                keys.broken().getFirst().contains("same number"), keys.broken().toString());
        assertInstanceOf(Verdict.UnknownKey.class, judge("a", lab));
    }

    @Test
    void theFirstKeyIsPinnedAndStays() {
        var lab = stranger();
        assertInstanceOf(Verdict.FirstUse.class, judge("lab.example/kernels", lab));
        assertEquals(List.of("lab.example/kernels"), key("lab.example-kernels").catalogs());
        assertInstanceOf(Verdict.Trusted.class, judge("lab.example/kernels", lab));
        assertInstanceOf(Verdict.UnknownKey.class, judge("lab.example/kernels", stranger()));
        assertInstanceOf(Verdict.FirstUse.class, judge("another", lab));
        assertEquals(1, keys.list().size());
    }

    @Test
    void aPolicyThatIsOffAsksNobody() {
        trust.setPolicy("a", TrustPolicy.USUAL.with(TrustMode.OFF));
        var judgement = trust.judge("a", "kernel:1.0", DIGEST, () -> fail("the registry was asked"));
        assertInstanceOf(Verdict.Unchecked.class, judgement.verdict());
        assertEquals(TrustMode.OFF, trust.policy("a").mode());
        assertEquals(TrustPolicy.USUAL, trust.policy("b"));
    }

    @Test
    void aRotationIsTakenByOthers() throws Exception {
        keys.create("lab", Optional.empty());
        keys.create("next", Optional.empty());
        var statement = keys.rotate("lab", "next", NONE);
        try (var lab = secrets.open("lab", NONE);
                var next = secrets.open("next", NONE)) {
            // Another person, who trusts the first.
            var theirs = DiverHome.in(temp.resolve("theirs"), temp);
            var ring = new LocalKeys(theirs, new SecretKeys(theirs), CLOCK);
            ring.add(lab.publicKey().text(), Optional.of("publisher"), List.of("a"));
            var file = Files.writeString(temp.resolve("next.statement"), statement);
            var words = ring.add(file.toString(), Optional.empty(), List.of());
            assertTrue(
                    words.contains("publisher (" + lab.publicKey().id() + ") is followed by publisher-2")
                            && words.contains("trusted for a too"),
                    words);
            trust = new CatalogTrust(theirs, CLOCK);
            assertInstanceOf(Verdict.Trusted.class, judge("a", next));
            assertInstanceOf(Verdict.Trusted.class, judge("a", lab));

            // A circle, and one about keys that nobody has.
            var back = Succession.make(next, lab, CLOCK.instant());
            refused(Problem.Kind.INVALID, () -> ring.add(written(back.text()), Optional.empty(), List.of()));
            var strange = Succession.make(stranger(), stranger(), CLOCK.instant());
            refused(Problem.Kind.NOT_FOUND, () -> ring.add(written(strange.text()), Optional.empty(), List.of()));
            // The successor revokes what it followed; a stranger cannot.
            var lie = Revocation.make(lab.publicKey(), stranger(), "for fun", CLOCK.instant());
            refused(Problem.Kind.UNTRUSTED, () -> ring.add(written(lie.text()), Optional.empty(), List.of()));
            var early = Revocation.make(next.publicKey(), lab, "for fun", CLOCK.instant());
            refused(Problem.Kind.UNTRUSTED, () -> ring.add(written(early.text()), Optional.empty(), List.of()));
            var revocation = Revocation.make(lab.publicKey(), next, "stolen", CLOCK.instant());
            assertTrue(ring.add(written(revocation.text()), Optional.empty(), List.of())
                    .contains("is revoked: stolen"));
            assertTrue(ring.add(written(revocation.text()), Optional.empty(), List.of())
                    .contains("already"));
            assertInstanceOf(Verdict.RevokedKey.class, judge("a", lab));
            assertInstanceOf(Verdict.Trusted.class, judge("a", next));
            // What it says later is not believed.
            var late = Succession.make(lab, stranger(), CLOCK.instant());
            refused(Problem.Kind.UNTRUSTED, () -> ring.add(written(late.text()), Optional.empty(), List.of()));
            refused(Problem.Kind.UNTRUSTED, () -> ring.add(lab.publicKey().text(), Optional.empty(), List.of("b")));
        }
    }

    private String written(String text) {
        try {
            return Files.writeString(temp.resolve("statement"), text).toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aSignatureBringsTheStatementsThatLeadToItsKey() {
        var lab = stranger();
        var next = stranger();
        keys.add(lab.publicKey().text(), Optional.of("lab"), List.of("a"));
        assertInstanceOf(Verdict.Followed.class, judge("a", next, Succession.make(lab, next, CLOCK.instant())));
        assertEquals(List.of("a"), key("lab-2").catalogs());
        assertInstanceOf(Verdict.Trusted.class, judge("a", next));
        assertEquals(
                List.of(lab.publicKey()),
                trust.leadingTo(next.publicKey()).stream().map(Succession::from).toList());
        assertEquals(List.of(), trust.leadingTo(lab.publicKey()));
        // Known now: the successor may revoke.
        var revocation = Revocation.make(lab.publicKey(), next, "old", CLOCK.instant());
        keys.add(written(revocation.text()), Optional.empty(), List.of());
        assertEquals(
                Optional.of(new KnownKey.Revoked(LocalDate.of(2026, 11, 27), "old")),
                key("lab").revoked());
    }

    @Test
    void revokingHereOrForAll() throws Exception {
        keys.create("lab", Optional.empty());
        var statement = keys.revoke("lab", "stolen with a laptop", Optional.of("lab"), NONE)
                .orElseThrow();
        assertEquals("stolen with a laptop", Revocation.parse(statement).reason());
        assertEquals("stolen with a laptop", key("lab").revoked().orElseThrow().reason());

        var other = stranger();
        keys.add(other.publicKey().text(), Optional.of("other"), List.of("a"));
        assertEquals(Optional.empty(), keys.revoke("other", "I saw it on a wall", Optional.empty(), NONE));
        assertInstanceOf(Verdict.RevokedKey.class, judge("a", other));

        // A person may write there, too: a number, a comment.
        var third = stranger();
        keys.add(third.publicKey().text(), Optional.of("third"), List.of("b"));
        var list = folder.resolve("revoked");
        Files.writeString(
                list, Files.readString(list) + "# by hand\n" + third.publicKey().id() + " 2026-01-31");
        assertInstanceOf(Verdict.RevokedKey.class, judge("b", third));
        keys.revoke("lab", "again", Optional.empty(), NONE);
        keys.add(stranger().publicKey().text(), Optional.of("fourth"), List.of());
        keys.revoke("fourth", "why not", Optional.empty(), NONE);
        assertTrue(Files.readString(list).contains("# by hand"), "a comment is lost");
        assertEquals(
                LocalDate.of(2026, 1, 31), key("third").revoked().orElseThrow().since());

        // A line that cannot be read may be the one that matters.
        Files.writeString(list, Files.readString(list) + "what\u202ever\n");
        var failure = refused(Problem.Kind.INVALID, () -> judge("b", third));
        assertTrue(failure.problem().what().contains("line "), failure.problem().text());
        assertFalse(failure.problem().text().contains("\u202e"));
    }

    @Test
    void aRingThatBrokeTrustsNobody() throws Exception {
        var lab = stranger();
        keys.add(lab.publicKey().text(), Optional.of("lab"), List.of("a"));
        Files.writeString(folder.resolve("ring.json"), "{\"catalogs\":{\"a\":{}}}");
        assertEquals(TrustMode.REQUIRE, trust.policy("a").mode());
        Files.writeString(folder.resolve("ring.json"), "{\"catalogs\":");
        refused(Problem.Kind.DAMAGED, () -> judge("a", lab));
        refused(Problem.Kind.DAMAGED, keys::list);
    }
}
