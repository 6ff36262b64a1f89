package dev.diver.core.catalog.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.home.DiverHome;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that is old, swapped or held back is noticed, also by the next process. */
class IndexFreshnessTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Digest ROOT = Digest.of(new byte[] {1});
    private static final Digest OTHER = Digest.of(new byte[] {2});

    @TempDir
    Path temp;

    private final SecretKey key = SecretKey.generate(new SecureRandom());
    private final SecretKey stranger = SecretKey.generate(new SecureRandom());
    private DiverHome home;

    @BeforeEach
    void aCatalogThatMustBeSigned() {
        home = DiverHome.in(temp, temp);
        new LocalKeys(home, new SecretKeys(home), Clock.systemUTC())
                .add(key.publicKey().text(), java.util.Optional.of("lab"), List.of("lab"));
        at(NOW).setPolicy("lab", at(NOW).policy("lab").with(TrustMode.REQUIRE));
    }

    private CatalogTrust at(Instant now) {
        return new CatalogTrust(home, Clock.fixed(now, ZoneOffset.UTC));
    }

    private String index(long version, Digest root, Instant date) {
        return IndexStatement.make("kernels", version, root, date, date.plus(Duration.ofDays(7)), key)
                .text();
    }

    private CatalogTrust.Judgement judge(Instant now, String statement, Digest root) {
        return at(now).judgeIndex("lab", "kernels", statement, root);
    }

    private void taken(Instant now, String statement, Digest root) {
        assertTrue(judge(now, statement, root).enforce().isEmpty());
    }

    private void refused(String words, Instant now, String statement, Digest root) {
        var judgement = judge(now, statement, root);
        var failure = assertThrows(DiverException.class, judgement::enforce);
        assertEquals(Problem.Kind.UNTRUSTED, failure.problem().kind());
        assertTrue(failure.problem().text().contains(words), failure.problem().text());
        assertTrue(!failure.problem().why().isEmpty()
                && !failure.problem().remedy().isEmpty());
        // Who is only warned gets the same words.
        at(now).setPolicy("lab", at(now).policy("lab").with(TrustMode.WARN));
        var soft = judge(now, statement, root);
        if (soft.consequence() instanceof Consequence.Warn warning) {
            assertEquals(failure.problem(), warning.problem());
        } else {
            assertInstanceOf(Consequence.Refuse.class, soft.consequence());
        }
        at(now).setPolicy("lab", at(now).policy("lab").with(TrustMode.REQUIRE));
    }

    @Test
    void theNewestIsTaken() {
        taken(NOW, index(3, ROOT, NOW), ROOT);
        taken(NOW.plusSeconds(1), index(3, ROOT, NOW), ROOT);
        taken(NOW.plusSeconds(2), index(4, OTHER, NOW), OTHER);
        // The same again under a higher version: signed anew so that it does not expire.
        taken(NOW.plusSeconds(3), index(5, OTHER, NOW), OTHER);
    }

    @Test
    void anOldOneIsNoticed() {
        taken(NOW, index(4, ROOT, NOW), ROOT);
        refused("old one", NOW, index(3, OTHER, NOW), OTHER);
        refused("version 4 was seen before", NOW.plusSeconds(1), index(1, ROOT, NOW), ROOT);
        // What was refused does not count as seen.
        refused("old one", NOW, index(3, OTHER, NOW), OTHER);
        taken(NOW, index(4, ROOT, NOW), ROOT);
    }

    @Test
    void twoUnderOneVersionAreNoticed() {
        taken(NOW, index(4, ROOT, NOW), ROOT);
        refused("under the same version", NOW, index(4, OTHER, NOW), OTHER);
    }

    @Test
    void oneThatWasHeldBackIsNoticed() {
        taken(NOW, index(4, ROOT, NOW), ROOT);
        taken(NOW.plus(Duration.ofDays(7)), index(4, ROOT, NOW), ROOT);
        refused("no longer good", NOW.plus(Duration.ofDays(8)), index(4, ROOT, NOW), ROOT);
        refused("no longer good", NOW.plus(Duration.ofDays(8)), index(5, ROOT, NOW), ROOT);
    }

    @Test
    void aWrongClockIsNoticed() {
        // Some minutes are nothing.
        taken(NOW.minusSeconds(300), index(4, ROOT, NOW), ROOT);
        refused("clock is behind", NOW.minus(Duration.ofDays(1)), index(4, ROOT, NOW), ROOT);
        // An expired one with a higher version must not look fresh because the clock was set back.
        var old = NOW.minus(Duration.ofDays(100));
        refused("clock is behind", old, index(5, ROOT, old), ROOT);
    }

    @Test
    void oneThatIsNotMeant() {
        refused("not the one that its publisher signed", NOW, index(4, ROOT, NOW), OTHER);
        var elsewhere = IndexStatement.make("other", 9, ROOT, NOW, NOW.plusSeconds(60), key)
                .text();
        refused("another catalog", NOW, elsewhere, ROOT);
        refused("is not signed", NOW, "", ROOT);
        refused("wrong", NOW, "nonsense\u202e", ROOT);
        refused("wrong", NOW, index(4, ROOT, NOW).replace("version: 4", "version: 5"), ROOT);
        var strangers = IndexStatement.make("kernels", 9, ROOT, NOW, NOW.plusSeconds(60), stranger)
                .text();
        refused("no key that is trusted", NOW, strangers, ROOT);
        // None of them counts.
        taken(NOW, index(1, ROOT, NOW), ROOT);
    }

    @Test
    void aCatalogThatIsForgottenBeginsAnew() throws Exception {
        taken(NOW, index(4, ROOT, NOW), ROOT);
        at(NOW).forget("lab");
        assertEquals(TrustPolicy.USUAL, at(NOW).policy("lab"));
        // Then the first key that signs it is pinned.
        assertInstanceOf(
                Verdict.FirstUse.class, judge(NOW, index(2, ROOT, NOW), ROOT).verdict());
        assertEquals(List.of(key.publicKey().id()), at(NOW).policy("lab").pinned());
        assertInstanceOf(
                Verdict.Trusted.class, judge(NOW, index(3, ROOT, NOW), ROOT).verdict());
        Files.writeString(temp.resolve("data/trust/seen.json"), "{");
        var failure = assertThrows(DiverException.class, () -> judge(NOW, index(3, ROOT, NOW), ROOT));
        assertEquals(Problem.Kind.DAMAGED, failure.problem().kind());
    }

    @Test
    void whoDoesNotLookSeesNothing() {
        at(NOW).setPolicy("lab", TrustPolicy.USUAL.with(TrustMode.OFF));
        assertInstanceOf(Verdict.Unchecked.class, judge(NOW, "", ROOT).verdict());
        assertTrue(judge(NOW, "", ROOT).enforce().isEmpty());
    }
}
