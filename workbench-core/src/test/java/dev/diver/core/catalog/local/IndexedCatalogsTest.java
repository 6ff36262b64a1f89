package dev.diver.core.catalog.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.catalog.SigningKeys.Policy;
import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.YankFormat;
import dev.diver.core.catalog.packaging.YankFormat.Yank;
import dev.diver.core.catalog.registry.ReferrerWriter;
import dev.diver.core.catalog.remote.CatalogIndexWriter;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.catalog.trust.RegistrySignatures;
import dev.diver.core.catalog.trust.minisign.Minisign;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From a registry's index to its kernels: brought, judged, searched, pulled, forgotten. */
class IndexedCatalogsTest extends IndexedCatalogsLab {
    @Test
    void isBroughtSearchedPulledAndForgotten() throws Exception {
        assertEquals(Optional.empty(), registries().indexes().getFirst().brought());
        publish(lab.push("tiny", "1.0", "", "The first"), lab.push("tiny", "1.10", "", "The newest"));
        publish(lab.push("tiny", "1.9", "", "The one between"));
        var first = update(registries());
        assertTrue(first.changed() && !first.incremental() && first.transferred() > 0);
        assertEquals(3, first.packages());
        assertEquals(Set.of("lab/tiny:1.0", "lab/tiny:1.10", "lab/tiny:1.9"), found("tin"));
        assertEquals(Set.of("lab/tiny:1.10"), found("newest"));
        assertEquals("1.10 The newest", pull("lab/tiny"));
        assertEquals(
                List.of("1.10", "1.9", "1.0"),
                catalog.details(KernelReference.parse("lab/tiny:1.0"), never).versions().stream()
                        .map(entry -> entry.version())
                        .toList());

        publish(lab.push("other", "2.0", "", "Another"));
        var second = update(registries());
        assertTrue(second.changed() && second.incremental());
        assertEquals(4, second.packages());
        assertFalse(update(registries()).changed());
        var indexed = registries().indexes().getFirst();
        assertTrue(indexed.brought().isPresent());
        assertEquals(Optional.of(second.expires()), indexed.expires());

        registries().remove("lab");
        assertEquals(Set.of(), found(""));
        assertEquals(List.of(), registries().indexes());
        // Another Diver may look at the same index, and begin with it.
        try (var other = new LuceneCatalogIndex(home.cache().resolve("search"))) {
            assertEquals("", other.state("lab"));
        }
        registries().add(known("lab", lab));
        assertEquals(4, update(registries()).packages());
    }

    @Test
    void searchNeedsNoNetwork() throws Exception {
        publish(lab.push("tiny", "1.0", "", "A tiny one"));
        update(registries());
        lab.stop();
        assertEquals(Set.of("lab/tiny:1.0"), found("tiny"));
        assertEquals(
                Problem.Kind.OFFLINE,
                assertThrows(DiverException.class, () -> update(registries()))
                        .problem()
                        .kind());
        assertEquals(Set.of("lab/tiny:1.0"), found("tiny"));
    }

    @Test
    void aRegistryWithoutAnIndexWasAsked() {
        var told =
                assertThrows(DiverException.class, () -> update(registries())).problem();
        assertEquals(Problem.Kind.NOT_FOUND, told.kind());
        var indexed = registries().indexes().getFirst();
        assertTrue(indexed.brought().isPresent() && indexed.expires().isEmpty());
    }

    @Test
    void catalogsWithOneNameAreTold() throws Exception {
        publish(lab.push("tiny", "1.0", "", "Of the lab"));
        update(registries());
        try (var hub = new RegistryLab(temp.resolve("hub"), "others")) {
            registries().add(known("hub", hub));
            var change = new IndexChange(List.of(hub.push("tiny", "1.0", "", "Of the hub")), List.of());
            new CatalogIndexWriter(packages, new CatalogTrust(home, Clock.systemUTC()), Clock.systemUTC())
                    .change(catalogs.find("hub"), change, Optional.empty(), never);
            registries().update("hub", Progress.NONE, never);
            assertEquals(Set.of("hub/tiny:1.0", "lab/tiny:1.0"), found("tiny"));
            assertEquals("1.0 Of the hub", pull("hub/tiny:1.0"));
            assertEquals("1.0 Of the lab", pull("lab/tiny"));
            assertEquals(Set.of("hub/tiny:1.0"), found(CatalogQuery.of("").narrowed(Facet.CATALOG, List.of("hub"))));
            registries().remove("hub");
            assertEquals(Set.of("lab/tiny:1.0"), found("tiny"));
        }
    }

    @Test
    void whatRanWellHereIsFound() throws Exception {
        publish(lab.push("tiny", "1.0", "", "Ran"), lab.push("tiny", "1.1", "", "Did not"));
        update(registries());
        pull("lab/tiny:1.0");
        pull("lab/tiny:1.1");
        assertEquals(Set.of(), found(CatalogQuery.of("").thatRanHere()));
        ranWell.set(Set.of(catalog.entry(KernelReference.parse("lab/tiny:1.0")).digest()));
        assertEquals(Set.of("lab/tiny:1.0"), found(CatalogQuery.of("tiny").thatRanHere()));
    }

    @Test
    void aVersionMeansItsDefaultConfiguration() throws Exception {
        var linked = lab.push("tiny", "1.0", "linked", "The default one");
        assertThrows(DiverException.class, () -> pull("lab/tiny:1.0"));
        // The list of tags tells no versions, but which is the newest.
        assertEquals("1.0-linked The default one", pull("lab/tiny"));
        publish(linked);
        update(registries());
        assertEquals("1.0-linked The default one", pull("lab/tiny:1.0"));
    }

    @Test
    void aYankedVersionIsForWhoIsLockedToIt() throws Exception {
        var old = lab.push("tiny", "1.0", "", "The old one");
        var bad = lab.push("tiny", "1.1", "", "The bad one");
        publish(old, RegistryLab.yanked(bad, "it loses data\u202e"));
        note(bad, new Yank(true, "it loses data", Instant.now()));
        // Without an index, too.
        assertEquals("1.0 The old one", pull("lab/tiny"));
        update(registries());
        assertEquals(Set.of("lab/tiny:1.0"), found("tiny"));
        assertEquals("1.0 The old one", pull("lab/tiny"));
        var told =
                assertThrows(DiverException.class, () -> pull("lab/tiny:1.1")).problem();
        assertEquals(Problem.Kind.UNSUPPORTED, told.kind());
        assertTrue(told.why().contains("it loses data"), told.text());
        var page = catalog.details(KernelReference.parse("lab/tiny:1.1"), never);
        assertEquals(Optional.of("it loses data "), page.yanked());
        assertEquals(
                List.of("1.0"),
                page.versions().stream()
                        .map(entry -> entry.version())
                        .filter(version -> !version.equals("1.1"))
                        .toList());
        assertEquals("1.1 The bad one", pull("lab/tiny@" + bad.digest()));
        catalog.remove(KernelReference.parse("lab/tiny@" + bad.digest()));
        note(bad, new Yank(false, "", Instant.now().plusSeconds(1)));
        publish(bad);
        update(registries());
        assertEquals("1.1 The bad one", pull("lab/tiny"));
    }

    private Descriptor note(Descriptor kernel, Yank yank) {
        var format = new YankFormat(new OciJson());
        return new ReferrerWriter(lab.registry())
                .put(
                        lab.repository("tiny"),
                        kernel,
                        YankFormat.TYPE,
                        List.of(new ReferrerWriter.Part(YankFormat.TYPE, format.write(yank))),
                        Map.of(),
                        never);
    }

    private void sign(Descriptor what, SecretKey key) {
        new RegistrySignatures(lab.registry())
                .put(
                        lab.repository("tiny"),
                        what,
                        RegistrySignatures.sign(key, what.digest(), "tiny", Instant.now()),
                        key.publicKey(),
                        List.of(),
                        never);
    }

    private void renew() {
        registries().renew("lab", Optional.of("me"), key -> new char[0], noting, never);
    }

    /** All are trusted for the catalog; the name is one's alone. */
    @Test
    void aYankHidesWhatItsOwnerHasSigned() throws Exception {
        keys.create("me", Optional.empty());
        var owner = SecretKey.generate(new SecureRandom());
        var another = SecretKey.generate(new SecureRandom());
        keys.setPolicy("lab", new Policy(TrustMode.REQUIRE, false));
        keys.add(keys.list().getFirst().key(), Optional.empty(), List.of("lab"));
        keys.add(owner.publicKey().text(), Optional.of("owner"), List.of("lab"));
        keys.add(another.publicKey().text(), Optional.of("another"), List.of("lab"));
        var old = lab.push("tiny", "1.0", "", "The old one");
        var good = lab.push("tiny", "1.1", "", "The one that was mended");
        sign(old, owner);
        sign(good, owner);
        // Without a signature, with another's, with both: in the index that one of the catalog's keys has signed, too.
        note(good, new Yank(true, "it is too good", Instant.now()));
        sign(note(good, new Yank(true, "it is too good", Instant.now().plusSeconds(1))), another);
        publish(old, RegistryLab.yanked(good, "it is too good"));
        renew();
        assertEquals(Set.of("lab/tiny:1.0", "lab/tiny:1.1"), found("tiny"));
        assertEquals("1.1", pulled("lab/tiny").manifest().version());
        assertEquals(
                List.of("Warning: That lab/tiny:1.1 was yanked (it is too good) is signed by no key that has its name,"
                        + " so it is not believed."),
                doubts());
        catalog.remove(KernelReference.parse("lab/tiny:1.1"));

        keys.setPolicy("lab", new Policy(TrustMode.WARN, false));
        var warned =
                assertThrows(DiverException.class, () -> pulled("lab/tiny:1.1")).problem();
        assertEquals(Problem.Kind.UNSUPPORTED, warned.kind());
        assertTrue(warned.text().contains("is signed by no key that has its name."), warned.text());

        keys.setPolicy("lab", new Policy(TrustMode.REQUIRE, false));
        sign(note(good, new Yank(true, "it loses data", Instant.now().plusSeconds(2))), owner);
        publish(RegistryLab.yanked(good, "it loses data"));
        renew();
        assertEquals(Set.of("lab/tiny:1.0"), found("tiny"));
        var told =
                assertThrows(DiverException.class, () -> pulled("lab/tiny:1.1")).problem();
        assertEquals("lab/tiny:1.1 was yanked by its publisher.", told.what());
        // Nor does another show it again.
        sign(note(good, new Yank(false, "", Instant.now().plusSeconds(3))), another);
        var still =
                assertThrows(DiverException.class, () -> pulled("lab/tiny:1.1")).problem();
        assertTrue(
                still.why().contains("it loses data. That lab/tiny:1.1 may be used again is signed by no key"),
                still.text());
    }

    private PulledKernel pulled(String reference) {
        notes.clear();
        return catalog.pull(KernelReference.parse(reference), noting, never);
    }

    private List<String> doubts() {
        return notes.stream().filter(note -> note.contains("has its name")).toList();
    }

    @Test
    void statementsAboutIndexesThatWereReplacedGo() throws Exception {
        keys.create("me", Optional.empty());
        publish(lab.push("tiny", "1.0", "", "A tiny one"));
        var first = "";
        for (var hours : List.of(-7, -1, 0)) {
            at(Duration.ofHours(hours)).renew("lab", Optional.of("me"), key -> new char[0], noting, never);
            first = first.isEmpty() ? statement() : first;
        }
        var left = lab.registry().tags(lab.repository("catalog-index"), never).stream()
                .filter(tag -> tag.startsWith("sha256-"))
                .toList();
        assertEquals(2, left.size(), left.toString());
        assertTrue(left.contains(statement()) && !left.contains(first), left.toString());
        update(registries());
        assertEquals(List.of(), notes);
    }

    /** The tag of what is said about the present index. */
    private String statement() {
        return "sha256-"
                + lab.registry()
                        .manifest(lab.repository("catalog-index"), "index", never)
                        .orElseThrow()
                        .descriptor()
                        .digest()
                        .hex();
    }

    @Test
    void anIndexThatNobodySignedIsTakenOrNot() throws Exception {
        publish(lab.push("tiny", "1.0", "", "A tiny one"));
        keys.setPolicy("lab", new Policy(TrustMode.REQUIRE, true));
        refused(registries(), "The index of lab is not signed.");
        assertEquals(Set.of(), found(""));
        keys.setPolicy("lab", new Policy(TrustMode.OFF, true));
        update(registries());
        assertEquals(List.of(), notes);
        keys.setPolicy("lab", new Policy(TrustMode.WARN, true));
        update(registries());
        assertTrue(notes.getFirst().startsWith("Warning: The index of lab is not signed."), notes.toString());
        update(at(Duration.ofDays(31)));
        assertTrue(notes.getFirst().contains("no longer good"), notes.toString());
        assertEquals(Set.of("lab/tiny:1.0"), found(""));
    }

    @Test
    void oldOnesAreNoticedUnderAKeyOfMinisigns() throws Exception {
        var minisign = new Minisign(temp);
        assertEquals(
                0,
                minisign.run("", "-G", "-W", "-p", "lab.pub", "-s", "lab.key").status());
        keys.setPolicy("lab", new Policy(TrustMode.REQUIRE, true));
        publish(lab.push("tiny", "1.0", "", "A tiny one"));
        notes.clear();
        var signed = Optional.of(temp.resolve("lab.key").toString());
        assertEquals(
                1,
                registries()
                        .renew("lab", signed, key -> new char[0], noting, never)
                        .packages());
        assertTrue(notes.getFirst().contains("the first key seen of lab"), notes.toString());
        var old = lab.registry()
                .manifest(lab.repository("catalog-index"), "index", never)
                .orElseThrow();

        publish(lab.push("tiny", "1.1", "", "What was mended"));
        // Whoever writes and does not sign leaves an index that nobody vouches for.
        refused(registries(), "The index of lab is not signed.");
        registries().renew("lab", signed, key -> new char[0], noting, never);
        assertEquals(Set.of("lab/tiny:1.0", "lab/tiny:1.1"), found(""));
        assertFalse(update(registries()).changed());
        assertEquals(List.of(), notes);

        lab.registry()
                .putManifest(lab.repository("catalog-index"), "index", ImageManifest.MEDIA_TYPE, old.bytes(), never);
        refused(registries(), "is an old one");
        // Nor does a publisher's signature make it the present one.
        var told = assertThrows(
                DiverException.class, () -> registries().renew("lab", signed, key -> new char[0], noting, never));
        assertTrue(
                told.problem().text().contains("is an old one"), told.problem().text());
        assertEquals(Set.of("lab/tiny:1.0", "lab/tiny:1.1"), found(""));
    }

    @Test
    void aClockThatIsWrongIsTold() throws Exception {
        var minisign = new Minisign(temp);
        assertEquals(
                0,
                minisign.run("", "-G", "-W", "-p", "lab.pub", "-s", "lab.key").status());
        keys.setPolicy("lab", new Policy(TrustMode.REQUIRE, true));
        publish(lab.push("tiny", "1.0", "", "A tiny one"));
        var signed = Optional.of(temp.resolve("lab.key").toString());
        registries().renew("lab", signed, key -> new char[0], noting, never);
        refused(at(Duration.ofDays(4000)), "Look whether this machine's date is right");
        refused(at(Duration.ofDays(-4000)), "This machine's clock is behind");
        assertFalse(update(registries()).changed());
        // Who writes with a clock that is far ahead is noticed when it is right again: nothing is lost.
        at(Duration.ofDays(10)).renew("lab", signed, key -> new char[0], noting, never);
        refused(registries(), "the publisher's is wrong");
        assertEquals(Set.of("lab/tiny:1.0"), found(""));
    }
}
