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
        var found = statement.isEmpty() ? List.<FoundStatement>of() : List.of(new FoundStatement(statement, List.of()));
        return at(now).judgeIndex("lab", new IndexClaim(root, 1, now.plusSeconds(60), 0), () -> found);
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
        refused("is not signed", NOW, "", ROOT);
        refused("wrong", NOW, "nonsense\u202e", ROOT);
        refused("wrong", NOW, index(4, ROOT, NOW).replace("version: 4", "version: 5"), ROOT);
        var strangers = IndexStatement.make("kernels", 9, ROOT, NOW, NOW.plusSeconds(60), stranger)
                .text();
        refused("no key that is trusted", NOW, strangers, ROOT);
        // None of them counts.
        taken(NOW, index(1, ROOT, NOW), ROOT);
        refused("another catalog", NOW, elsewhere, ROOT);
    }

    @Test
    void aCatalogThatIsForgottenBeginsAnew() throws Exception {
        taken(NOW, index(4, ROOT, NOW), ROOT);
        at(NOW).forgetIndex("lab");
        // Another registry may have its name now; who is trusted for it was somebody's decision.
        taken(NOW, index(2, ROOT, NOW), ROOT);
        assertEquals(List.of(key.publicKey().id()), at(NOW).policy("lab").pinned());
        assertEquals(TrustMode.REQUIRE, at(NOW).policy("lab").mode());
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

    private CatalogTrust.Judgement judge(IndexClaim claim, String... statements) {
        var found = List.of(statements).stream()
                .map(text -> new FoundStatement(text, List.of()))
                .toList();
        return at(NOW).judgeIndex("lab", claim, () -> found);
    }

    @Test
    void whatStrangersLayBesideAGoodOneCountsNothing() {
        var claim = new IndexClaim(ROOT, 4, NOW.plusSeconds(60), 0);
        var strangers = IndexStatement.make("kernels", 9, ROOT, NOW, NOW.plusSeconds(60), stranger)
                .text();
        assertInstanceOf(
                Consequence.GoOn.class,
                judge(claim, strangers, "nonsense", index(4, ROOT, NOW)).consequence());
        // An old one of who is trusted is worse than none of strangers.
        var old = judge(claim, strangers, index(3, ROOT, NOW));
        assertInstanceOf(Verdict.Trusted.class, old.verdict());
        assertInstanceOf(Consequence.Refuse.class, old.consequence());
    }

    @Test
    void theFirstKeyIsPinnedUnlessThereAreSeveral() {
        at(NOW).setPolicy("lab", TrustPolicy.USUAL);
        var claim = new IndexClaim(ROOT, 4, NOW.plusSeconds(60), 0);
        var strangers = IndexStatement.make("kernels", 4, ROOT, NOW, NOW.plusSeconds(60), stranger)
                .text();
        assertInstanceOf(
                Verdict.UnknownKey.class,
                judge(claim, strangers, index(4, ROOT, NOW)).verdict());
        assertEquals(List.of(), at(NOW).policy("lab").pinned());
        assertInstanceOf(
                Verdict.FirstUse.class, judge(claim, index(4, ROOT, NOW)).verdict());
        assertEquals(List.of(key.publicKey().id()), at(NOW).policy("lab").pinned());
    }

    @Test
    void aKeyThatFollowsIsTrustedForTheIndexToo() {
        var followed = Succession.make(key, stranger, NOW);
        var theirs = IndexStatement.make("kernels", 4, ROOT, NOW, NOW.plusSeconds(60), stranger);
        var claim = new IndexClaim(ROOT, 4, NOW.plusSeconds(60), 0);
        var judgement = at(NOW).judgeIndex(
                        "lab", claim, () -> List.of(new FoundStatement(theirs.text(), List.of(followed.text()))));
        assertInstanceOf(Verdict.Followed.class, judgement.verdict());
        assertInstanceOf(Consequence.GoOn.class, judgement.consequence());
    }

    @Test
    void anUnsignedOneThatIsOldIsTold() {
        at(NOW).setPolicy("lab", TrustPolicy.USUAL);
        assertTrue(warning(new IndexClaim(ROOT, 4, NOW.plusSeconds(60), 5)).contains("is an old one"));
        assertTrue(warning(new IndexClaim(ROOT, 5, NOW.minusSeconds(60), 5)).contains("no longer good"));
        assertTrue(warning(new IndexClaim(ROOT, 5, NOW.plusSeconds(60), 5)).contains("is not signed"));
    }

    private String warning(IndexClaim claim) {
        return assertInstanceOf(Consequence.Warn.class, judge(claim).consequence())
                .problem()
                .text();
    }

    @Test
    void nobodySignsWhatIsOlderThanWhatWasSeen() {
        taken(NOW, index(4, ROOT, NOW), ROOT);
        at(NOW).requireNotOld("lab", 4);
        var told = assertThrows(DiverException.class, () -> at(NOW).requireNotOld("lab", 3));
        assertTrue(
                told.problem().what().contains("is an old one"), told.problem().text());
    }
}
