package dev.diver.core.catalog.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.Registries.IndexNews;
import dev.diver.core.catalog.SigningKeys.Policy;
import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.packaging.YankFormat;
import dev.diver.core.catalog.packaging.YankFormat.Yank;
import dev.diver.core.catalog.registry.ReferrerWriter;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.remote.CatalogIndexWriter;
import dev.diver.core.catalog.remote.FileCatalogs;
import dev.diver.core.catalog.remote.KeptLogins;
import dev.diver.core.catalog.remote.LocalRegistries;
import dev.diver.core.catalog.remote.RegistryIndexes;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.catalog.trust.LocalKeys;
import dev.diver.core.catalog.trust.RegistrySignatures;
import dev.diver.core.catalog.trust.SecretKeys;
import dev.diver.core.catalog.trust.minisign.Minisign;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a registry's index to its kernels: brought, judged, searched, pulled, forgotten. */
@Timeout(600)
class IndexedCatalogsTest {
    @TempDir
    Path temp;

    private final Cancellation never = new Cancellation();
    private final List<String> notes = new ArrayList<>();
    private final AtomicReference<Set<String>> ranWell = new AtomicReference<>(Set.of());

    private final Progress noting = new Progress() {
        @Override
        public void report(String message, long done, long total) {
            // Not asked about here.
        }

        @Override
        public void note(String text) {
            notes.add(text);
        }
    };

    private RegistryLab lab;
    private DiverHome home;
    private FileCatalogs catalogs;
    private RegistryPackages packages;
    private LuceneCatalogIndex search;
    private LocalCatalog catalog;
    private LocalKeys keys;

    @BeforeEach
    void aRegistryThatIsACatalog() throws Exception {
        lab = new RegistryLab(temp.resolve("lab"), "kernels");
        Files.createDirectories(temp.resolve("none/kernels"));
        home = DiverHome.in(temp.resolve("home"), temp.resolve("none"));
        catalogs = new FileCatalogs(home);
        packages = new RegistryPackages(catalogs, RegistryLogins.NONE);
        search = new LuceneCatalogIndex(home.cache().resolve("search"));
        catalog = new LocalCatalog(home, new HostProgram("/usr/bin:/bin"), packages, search, ranWell::get);
        catalog.open(Progress.NONE, never);
        keys = new LocalKeys(home, new SecretKeys(home), Clock.systemUTC());
        registries().add(known("lab", lab));
    }

    @AfterEach
    void close() throws Exception {
        catalog.close();
        lab.close();
    }

    private static Registries.Known known(String name, RegistryLab lab) {
        return new Registries.Known(name, lab.address().toString(), List.of(), Optional.empty());
    }

    private Registries registries() {
        return at(Duration.ZERO);
    }

    /** @param fast how far this machine's clock is wrong */
    private Registries at(Duration fast) {
        var clock = Clock.offset(Clock.systemUTC(), fast);
        var logins = new KeptLogins(Optional.empty(), RegistryLogins.NONE);
        return new LocalRegistries(catalogs, logins, packages, new RegistryIndexes(home, packages, search, clock));
    }

    private void publish(Descriptor... kernels) {
        new CatalogIndexWriter(packages, new CatalogTrust(home, Clock.systemUTC()), Clock.systemUTC())
                .change(catalogs.find("lab"), new IndexChange(List.of(kernels), List.of()), Optional.empty(), never);
    }

    private IndexNews update(Registries registries) {
        notes.clear();
        return registries.update("lab", noting, never);
    }

    private void refused(Registries registries, String words) {
        var told = assertThrows(DiverException.class, () -> update(registries)).problem();
        assertEquals(Problem.Kind.UNTRUSTED, told.kind(), told.text());
        assertTrue(told.text().contains(words), told.text());
    }

    private Set<String> found(CatalogQuery query) {
        return catalog.search(query).entries().stream()
                .map(entry -> entry.ref().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> found(String words) {
        return found(CatalogQuery.of(words));
    }

    private String pull(String reference) throws Exception {
        var kernel = catalog.pull(KernelReference.parse(reference), Progress.NONE, never);
        return kernel.manifest().reference().tag() + " " + kernel.manifest().summary();
    }

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

    @Test
    void netsAreFoundForThemselves() throws Exception {
        var tiny = lab.push("tiny", "1.0", "", "A tiny kernel");
        var kernel = lab.address().host() + "/kernels/tiny:1.0@" + tiny.digest();
        publish(
                tiny,
                line("net", "hello:1.0", Map.of("dev.diver.kernel", kernel, "dev.diver.size", "4096")),
                line("net", "hello:1.10", Map.of("dev.diver.modes", "vm", "dev.diver.signed", "0123456789ABCDEF")),
                line("net", "bad:1.0", Map.of("dev.diver.yanked", "it loses data")),
                // Of a newer Diver.
                line("other", "thing:1.0", Map.of()));
        var news = update(registries());
        assertEquals(List.of(1, 2), List.of(news.packages(), news.nets()));
        assertEquals(Set.of("lab/tiny:1.0"), found(""));
        assertEquals(Set.of(), found("hello"));
        assertEquals(Set.of("lab/hello:1.0", "lab/hello:1.10"), nets(CatalogQuery.of("")));
        assertEquals(Set.of("lab/hello:1.0", "lab/hello:1.10"), nets(CatalogQuery.of("helo")));
        assertEquals(Set.of(), nets(CatalogQuery.of("tiny kernel")));
        assertEquals(Set.of("lab/hello:1.10"), nets(CatalogQuery.of("").narrowed(Facet.SIGNED, CatalogQuery.ANY)));
        assertEquals(Set.of("lab/hello:1.10"), nets(CatalogQuery.of("").narrowed(Facet.MODE, List.of("vm"))));
        assertEquals(
                Map.of("lab", 2), catalog.nets(CatalogQuery.of("")).counts().get(Facet.CATALOG));
        var old = catalog.nets(CatalogQuery.of("").narrowed(Facet.SIZE, List.of("up to 1 MiB")))
                .entries()
                .getFirst();
        assertEquals(OptionalLong.of(4096), old.size());
        assertEquals("lab/tiny:1.0@" + tiny.digest(), old.kernel().orElseThrow().toString());

        new CatalogIndexWriter(packages, new CatalogTrust(home, Clock.systemUTC()), Clock.systemUTC())
                .change(
                        catalogs.find("lab"),
                        new IndexChange(List.of(), List.of(KernelReference.parse("hello:1.10"))),
                        Optional.empty(),
                        never);
        assertEquals(1, update(registries()).nets());
        registries().remove("lab");
        assertEquals(Set.of(), nets(CatalogQuery.of("")));
    }

    @Test
    void whatALineSaysOfANetIsNotBelieved() {
        publish(line(
                "net",
                "hello:1.0",
                Map.of(
                        "org.opencontainers.image.description",
                        "Says\u202e \u001b[31mhello\n" + "x".repeat(2000),
                        "dev.diver.kernel",
                        "../../etc:x",
                        "dev.diver.size",
                        "9".repeat(40),
                        "dev.diver.signed",
                        "key,".repeat(400),
                        "dev.diver.modes",
                        "vm,teleport",
                        "dev.diver.tags",
                        "a\u0007b,,c")));
        update(registries());
        var net = catalog.nets(CatalogQuery.of("hello")).entries().getFirst();
        assertTrue(
                net.summary().startsWith("Says   [31mhello x") && net.summary().length() <= 300, net.summary());
        assertEquals(Optional.empty(), net.kernel());
        assertEquals(OptionalLong.empty(), net.size());
        assertTrue(net.signed().size() <= 32);
        assertEquals(List.of(Mode.VM), net.modes());
        assertEquals(List.of("a b", "c"), net.tags());
        var told = assertThrows(DiverException.class, () -> catalog.net(KernelReference.parse("lab/hello:1.0"), never))
                .problem();
        assertEquals(Problem.Kind.NOT_FOUND, told.kind(), told.text());
    }

    private Set<String> nets(CatalogQuery query) {
        return catalog.nets(query).entries().stream()
                .map(entry -> entry.ref().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** There is nothing behind its digest. */
    private static Descriptor line(String kind, String reference, Map<String, String> more) {
        var annotations = new TreeMap<>(more);
        annotations.put("org.opencontainers.image.ref.name", reference);
        return new Descriptor(
                ImageManifest.MEDIA_TYPE,
                "application/vnd.diver." + kind + ".v1",
                Digest.of(reference.getBytes(StandardCharsets.UTF_8)),
                900,
                annotations);
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
