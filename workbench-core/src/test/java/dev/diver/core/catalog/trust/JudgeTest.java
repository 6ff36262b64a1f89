package dev.diver.core.catalog.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.trust.minisign.KeyId;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Digest DIGEST = Digest.of(new byte[] {1});
    private static final Digest OTHER = Digest.of(new byte[] {2});

    private final SecretKey lab = key();
    private final SecretKey stranger = key();
    private final KeyRing ring = new KeyRing(List.of(named("lab", lab)), List.of(), List.of());
    private final TrustPolicy pinned =
            new TrustPolicy(TrustMode.REQUIRE, List.of(lab.publicKey().id()), true);
    private final TrustPolicy open = new TrustPolicy(TrustMode.REQUIRE, List.of(), true);

    private static SecretKey key() {
        return SecretKey.generate(new SecureRandom());
    }

    private static NamedKey named(String name, SecretKey key) {
        return new NamedKey(name, key.publicKey());
    }

    private static FoundSignature signed(SecretKey key, Digest digest, Succession... statements) {
        return new FoundSignature(
                RegistrySignatures.sign(key, digest, "lab/kernel:1.0", NOW).text(),
                key.publicKey().text(),
                java.util.Arrays.stream(statements).map(Succession::text).toList());
    }

    private static FoundSignature bare(SecretKey key, Digest digest) {
        return new FoundSignature(signed(key, digest).text(), "", List.of());
    }

    private static Verdict judge(TrustPolicy policy, KeyRing ring, FoundSignature... found) {
        return Judge.judge(policy, ring, List.of(found), DIGEST.toString().getBytes(StandardCharsets.UTF_8));
    }

    private KeyRing revoking(SecretKey key) {
        return new KeyRing(
                ring.keys(),
                List.of(new Revoked(
                        key.publicKey().id(),
                        Optional.of(key.publicKey()),
                        LocalDate.of(2026, 1, 31),
                        "stolen with a laptop")),
                List.of());
    }

    @Test
    void oneGoodSignatureIsEnough() {
        var verdict = judge(
                pinned,
                ring,
                new FoundSignature("nonsense", "", List.of()),
                signed(stranger, DIGEST),
                signed(lab, OTHER),
                bare(lab, DIGEST));
        var trusted = assertInstanceOf(Verdict.Trusted.class, verdict);
        assertEquals("lab", trusted.key().name());
        assertEquals("package:lab/kernel:1.0 timestamp:" + NOW.getEpochSecond(), trusted.comment());
    }

    @Test
    void nobodyOrAStrangerHasSigned() {
        assertEquals(new Verdict.Unsigned(), judge(pinned, ring));
        var unknown = new Verdict.UnknownKey(List.of(stranger.publicKey().id()));
        assertEquals(unknown, judge(pinned, ring, signed(stranger, DIGEST)));
        assertEquals(unknown, judge(pinned, ring, bare(stranger, DIGEST)));
        // A key of the ring that is not pinned for this catalog is a stranger's.
        var both = new KeyRing(List.of(named("lab", lab), named("other", stranger)), List.of(), List.of());
        assertEquals(unknown, judge(pinned, both, bare(stranger, DIGEST)));
        // A key that is pinned, but no longer in the ring.
        assertEquals(
                new Verdict.UnknownKey(List.of(lab.publicKey().id())),
                judge(pinned, KeyRing.EMPTY, signed(lab, DIGEST)));
    }

    @Test
    void aSignatureOfSomethingElseIsWrong() {
        assertInstanceOf(Verdict.Wrong.class, judge(pinned, ring, signed(lab, OTHER)));
        assertInstanceOf(Verdict.Wrong.class, judge(pinned, ring, signed(lab, OTHER), signed(stranger, DIGEST)));
        assertInstanceOf(Verdict.Wrong.class, judge(pinned, ring, new FoundSignature("\u202e\u0000", "", List.of())));
        assertInstanceOf(Verdict.Wrong.class, judge(open, ring, signed(stranger, OTHER)));
        // Its comment was changed.
        var changed = new FoundSignature(signed(lab, DIGEST).text().replace("kernel:1.0", "kernel:2.0"), "", List.of());
        assertInstanceOf(Verdict.Wrong.class, judge(pinned, ring, changed));
    }

    @Test
    void aNumberThatAnotherKeyTookProvesNothing() {
        // Offered is a key that fits the signature, under the number of the pinned one.
        var text = signed(stranger, DIGEST).text();
        var forged = new FoundSignature(text, lab.publicKey().text(), List.of());
        assertEquals(new Verdict.UnknownKey(List.of(stranger.publicKey().id())), judge(pinned, ring, forged));
        assertEquals(new Verdict.UnknownKey(List.of(stranger.publicKey().id())), judge(open, ring, forged));
    }

    @Test
    void theFirstKeyIsPinnedWhereOneIsMeant() {
        assertEquals(
                stranger.publicKey(),
                assertInstanceOf(Verdict.FirstUse.class, judge(open, KeyRing.EMPTY, signed(stranger, DIGEST)))
                        .key());
        // The same key twice is one key; a second key makes it a choice.
        assertInstanceOf(Verdict.FirstUse.class, judge(open, ring, signed(stranger, DIGEST), signed(stranger, DIGEST)));
        assertInstanceOf(Verdict.UnknownKey.class, judge(open, ring, signed(stranger, DIGEST), signed(lab, DIGEST)));
        // Nobody offers a key, or the policy wants none.
        assertInstanceOf(Verdict.UnknownKey.class, judge(open, ring, bare(stranger, DIGEST)));
        assertInstanceOf(
                Verdict.UnknownKey.class,
                judge(new TrustPolicy(TrustMode.REQUIRE, List.of(), false), ring, signed(stranger, DIGEST)));
    }

    @Test
    void whatWasRevokedVouchesForNothing() {
        var revoked = assertInstanceOf(Verdict.RevokedKey.class, judge(pinned, revoking(lab), signed(lab, DIGEST)));
        assertEquals("lab", revoked.name());
        assertInstanceOf(Verdict.RevokedKey.class, judge(open, revoking(stranger), signed(stranger, DIGEST)));
        // By its number alone, too.
        var byNumber = new KeyRing(
                ring.keys(),
                List.of(new Revoked(lab.publicKey().id(), Optional.empty(), LocalDate.EPOCH, "")),
                List.of());
        assertInstanceOf(Verdict.RevokedKey.class, judge(pinned, byNumber, signed(lab, DIGEST)));
        // Another one that is good beside it.
        var both = new KeyRing(
                List.of(named("lab", lab), named("new", stranger)),
                revoking(lab).revoked(),
                List.of());
        assertInstanceOf(
                Verdict.Trusted.class,
                judge(pinned.pinning(stranger.publicKey().id()), both, signed(lab, DIGEST), signed(stranger, DIGEST)));
    }

    @Test
    void aPinnedKeyLeadsToItsSuccessor() {
        var middle = key();
        var one = Succession.make(lab, middle, NOW);
        var two = Succession.make(middle, stranger, NOW);
        var followed =
                assertInstanceOf(Verdict.Followed.class, judge(pinned, ring, signed(stranger, DIGEST, two, one)));
        assertEquals(List.of(one, two), followed.way());
        assertEquals("lab", followed.pinned().name());
        assertInstanceOf(Verdict.UnknownKey.class, judge(pinned, ring, signed(stranger, DIGEST, two)));
        assertInstanceOf(Verdict.Wrong.class, judge(pinned, ring, signed(stranger, OTHER, one, two)));
        // Neither a revoked beginning nor a revoked middle leads on.
        assertInstanceOf(Verdict.UnknownKey.class, judge(pinned, revoking(lab), signed(stranger, DIGEST, one, two)));
        assertInstanceOf(Verdict.UnknownKey.class, judge(pinned, revoking(middle), signed(stranger, DIGEST, one, two)));
        // A circle on the way is no way, and has an end.
        var back = Succession.make(middle, lab, NOW);
        assertInstanceOf(Verdict.UnknownKey.class, judge(pinned, ring, signed(stranger, DIGEST, one, back)));
        assertInstanceOf(Verdict.Followed.class, judge(pinned, ring, signed(stranger, DIGEST, back, one, two)));
    }

    @Test
    void aWayIsNotEndless() {
        var keys = new ArrayList<SecretKey>(List.of(lab));
        IntStream.range(0, Successions.LONGEST + 1).forEach(i -> keys.add(key()));
        var way = IntStream.range(0, Successions.LONGEST + 1)
                .mapToObj(i -> Succession.make(keys.get(i), keys.get(i + 1), NOW))
                .toList();
        var successions = new Successions(way);
        var tenth = keys.get(Successions.LONGEST).publicKey();
        assertEquals(
                Optional.of(way.subList(0, Successions.LONGEST)), successions.way(lab.publicKey(), tenth, key -> true));
        assertTrue(successions
                .way(lab.publicKey(), keys.getLast().publicKey(), key -> true)
                .isEmpty());
    }

    @Test
    void everyVerdictHasWordsAndAConsequence() {
        var step = Succession.make(lab, stranger, NOW);
        var good = List.of(
                new Verdict.Unchecked(),
                new Verdict.Trusted(named("lab", lab), ""),
                new Verdict.Followed(named("lab", lab), List.of(step), ""),
                new Verdict.FirstUse(lab.publicKey(), ""));
        var soft = List.of(
                new Verdict.Unsigned(),
                new Verdict.UnknownKey(
                        IntStream.range(0, 50).mapToObj(KeyId::new).toList()));
        var hard = List.of(
                new Verdict.RevokedKey(revoking(lab).revoked().getFirst(), "lab"), new Verdict.Wrong(List.of("why")));
        for (var mode : List.of(TrustMode.REQUIRE, TrustMode.WARN)) {
            for (var verdict : good) {
                var go = assertInstanceOf(Consequence.GoOn.class, consequence(verdict, mode));
                assertFalse(go.words().isEmpty());
            }
            for (var verdict : hard) {
                assertInstanceOf(Consequence.Refuse.class, consequence(verdict, mode));
            }
        }
        for (var verdict : soft) {
            var refused = assertInstanceOf(Consequence.Refuse.class, consequence(verdict, TrustMode.REQUIRE));
            var warned = assertInstanceOf(Consequence.Warn.class, consequence(verdict, TrustMode.WARN));
            assertEquals(refused.problem(), warned.problem());
            assertFalse(refused.problem().why().isEmpty()
                    || refused.problem().remedy().isEmpty());
            assertTrue(
                    refused.problem().text().length() < 500, refused.problem().text());
        }
    }

    private static Consequence consequence(Verdict verdict, TrustMode mode) {
        return Consequence.of(verdict, mode, "lab", "lab/kernel:1.0");
    }
}
