package dev.diver.core.catalog.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.HostAbility;
import dev.diver.core.catalog.SizeClass;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LuceneCatalogIndexTest {
    @TempDir
    Path directory;

    private final List<Descriptor> catalog = new ArrayList<>();
    private CatalogIndex index;

    @BeforeEach
    void aSmallCatalog() {
        add("snorkel", "0.1.0", "linked", "snorkel", "unikernel,teaching", "vm", "The reference kernel, linked");
        add("snorkel", "0.1.0", "loader", "snorkel", "unikernel,loader", "vm", "The reference kernel as a loader");
        add("linux", "6.1", "cloud", "linux", "gpos,virtio", "vm,partitioned-vm", "Linux for virtual machines");
        add("linux", "6.1", "generic", "linux", "gpos", "vm", "Linux as Debian builds it");
        add("gnumach", "1.8", "486", "mach", "microkernel", "vm", "Like a snorkel for the Hurd");
        add("memtest86plus", "6.10", "x64", "memtest", "diagnostics", "vm", "Tests memory");
        index = new LuceneCatalogIndex(directory);
        index.update("1", catalog::forEach);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private void add(
            String name, String version, String config, String family, String tags, String modes, String summary) {
        var reference = name + ":" + version + "-" + config;
        catalog.add(new Descriptor(
                "application/vnd.oci.image.manifest.v1+json",
                "",
                Digest.of(reference.getBytes(StandardCharsets.UTF_8)),
                100,
                Map.of(
                        "org.opencontainers.image.ref.name", reference,
                        "org.opencontainers.image.version", version,
                        "org.opencontainers.image.description", summary,
                        "org.opencontainers.image.licenses", name.equals("snorkel") ? "Apache-2.0" : "GPL-2.0-only",
                        "dev.diver.configuration", config,
                        "dev.diver.family", family,
                        "dev.diver.tags", tags,
                        "dev.diver.modes", modes)));
    }

    @ParameterizedTest
    @CsvSource({
        "snorkel, snorkel:0.1.0-linked",
        "snork, snorkel:0.1.0-linked",
        "snorkle, snorkel:0.1.0-linked",
        "snokre, snorkel:0.1.0-linked",
        "SNORKEL loader, snorkel:0.1.0-loader",
        "snorkel:0.1.0-loader, snorkel:0.1.0-loader",
        "microkrenel, gnumach:1.8-486",
        "memory, memtest86plus:6.10-x64",
        "partitioned, linux:6.1-cloud",
        "debian lin, linux:6.1-generic",
        "6.1 cl, linux:6.1-cloud",
        "s l, snorkel:0.1.0-linked",
        "pa, linux:6.1-cloud",
    })
    void findsTheBestFirst(String words, String best) {
        var found = index.search(CatalogQuery.of(words), Set.of()).entries();
        assertFalse(found.isEmpty(), words);
        assertEquals(best, found.getFirst().ref().toString());
    }

    @Test
    void aNameBeatsAMention() {
        var found = references(CatalogQuery.of("snorkel"));
        assertEquals(List.of("snorkel:0.1.0-linked", "snorkel:0.1.0-loader", "gnumach:1.8-486"), found);
    }

    @Test
    void narrowsAndCounts() {
        var pulled = Set.of("linux:6.1-cloud");
        var all = index.search(CatalogQuery.of(""), pulled);
        assertEquals(6, all.total());
        assertEquals(Map.of("linux", 2, "mach", 1, "memtest", 1, "snorkel", 2), all.familyCounts());
        assertEquals(2, all.tagCounts().get("gpos"));
        assertEquals(
                List.of("linux:6.1-cloud"),
                references(new CatalogQuery("", List.of("gpos", "virtio"), List.of(), Optional.empty(), false, 9)));
        assertEquals(
                List.of("linux:6.1-cloud"),
                references(new CatalogQuery("", List.of(), List.of(), Optional.of(Mode.PARTITIONED_VM), false, 9)));
        assertEquals(
                3,
                references(new CatalogQuery("", List.of(), List.of("mach", "linux"), Optional.empty(), false, 9))
                        .size());
        assertEquals(Map.of("Apache-2.0", 2, "GPL-2.0-only", 4), all.licenceCounts());
        assertEquals(
                List.of("snorkel:0.1.0-linked", "snorkel:0.1.0-loader"),
                references(new CatalogQuery(
                        "", List.of(), List.of(), List.of("Apache-2.0", "MIT"), Optional.empty(), false, 9)));
        var here = index.search(new CatalogQuery("", List.of(), List.of(), Optional.empty(), true, 9), pulled);
        assertEquals(1, here.total());
        assertTrue(here.entries().getFirst().pulled());
    }

    @Test
    void aLimitCutsTheListAndNotTheCount() {
        var found = index.search(new CatalogQuery("", List.of(), List.of(), Optional.empty(), false, 2), Set.of());
        assertEquals(2, found.entries().size());
        assertEquals(6, found.total());
    }

    @Test
    void findsByNameDigestAndNearness() {
        assertEquals(2, index.named("", "linux").size());
        assertEquals(
                catalog.get(4),
                index.digest("", catalog.get(4).digest().toString()).orElseThrow());
        assertEquals(
                "snorkel:0.1.0-loader",
                index.nearest(KernelReference.parse("snorkle:0.1.0-loader"), 1)
                        .getFirst()
                        .toString());
    }

    @Test
    void followsTheCatalogAndMendsItsOwnDamage() throws Exception {
        add("another", "1", "a", "other", "x", "vm", "Another");
        Consumer<Consumer<Descriptor>> changed = catalog::forEach;
        index.update("2", changed);
        assertEquals(7, index.search(CatalogQuery.of(""), Set.of()).total());
        index.close();
        try (var files = java.nio.file.Files.walk(directory)) {
            for (var file : files.filter(java.nio.file.Files::isRegularFile).toList()) {
                java.nio.file.Files.write(file, new byte[] {1, 2, 3});
            }
        }
        index = new LuceneCatalogIndex(directory);
        index.update("2", changed);
        assertEquals(7, index.search(CatalogQuery.of(""), Set.of()).total());
    }

    @Test
    void leavesAloneWhatDidNotChange() {
        catalog.removeFirst();
        var changed = catalog.removeFirst();
        catalog.add(changed.with(Map.of(
                "org.opencontainers.image.ref.name", "snorkel:0.1.0-loader",
                "org.opencontainers.image.description", "Quite another text",
                "dev.diver.modes", "vm")));
        add("another", "1", "a", "other", "x", "vm", "Another");
        index.update("2", catalog::forEach);
        assertEquals(List.of("snorkel:0.1.0-loader", "gnumach:1.8-486"), references(CatalogQuery.of("snorkel")));
        assertEquals(List.of("snorkel:0.1.0-loader"), references(CatalogQuery.of("quite")));
        assertEquals(
                List.of(
                        "another:1-a",
                        "gnumach:1.8-486",
                        "linux:6.1-cloud",
                        "linux:6.1-generic",
                        "memtest86plus:6.10-x64",
                        "snorkel:0.1.0-loader"),
                references(CatalogQuery.of("")));
    }

    @Test
    void catalogsAreBesideEachOther() {
        var first = catalog.getFirst();
        index.change("hub", edit -> edit.put("1", first), new Cancellation());
        index.change("hub", edit -> edit.keep("state of the hub"), new Cancellation());
        assertEquals(7, index.search(CatalogQuery.of(""), Set.of()).total());
        assertEquals(
                Map.of("hub", 1), index.search(CatalogQuery.of(""), Set.of()).counts(Facet.CATALOG));
        assertEquals(
                1,
                index.search(CatalogQuery.of("").narrowed(Facet.CATALOG, List.of("hub")), Set.of())
                        .total());
        index.update("2", catalog::forEach);
        assertEquals("state of the hub", index.state("hub"));
        assertEquals(7, index.search(CatalogQuery.of(""), Set.of()).total());
        // Another process sees it, and what it does is seen here.
        try (var other = new LuceneCatalogIndex(directory)) {
            other.update("2", catalog::forEach);
            assertEquals("state of the hub", other.state("hub"));
            other.change("hub", CatalogEdit::clear, new Cancellation());
        }
        index.update("2", catalog::forEach);
        assertEquals(6, index.search(CatalogQuery.of(""), Set.of()).total());
    }

    @Test
    void aChangeThatFailsChangesNothing() {
        assertThrows(
                IllegalStateException.class,
                () -> index.change(
                        "",
                        edit -> {
                            edit.clear();
                            edit.keep("none");
                            throw new IllegalStateException("no");
                        },
                        new Cancellation()));
        assertEquals("1", index.state(""));
        assertEquals(6, index.search(CatalogQuery.of(""), Set.of()).total());
    }

    @Test
    void narrowsByWhatTheIndexSays() {
        index.change(
                "hub",
                edit -> {
                    edit.put("", said("arm:1", "arm64", "pvh", "2000000", "vm"));
                    edit.put("", said("both:1", "amd64", "multiboot1,pvh", "10", "vm"));
                    edit.put("", said("node:1", "amd64", "hosted", "", "partitioned-hardware"));
                },
                new Cancellation());
        var hub = CatalogQuery.of("").narrowed(Facet.CATALOG, List.of("hub"));
        var all = index.search(hub, Set.of());
        assertEquals(Map.of("amd64", 2, "arm64", 1), all.counts(Facet.ARCHITECTURE));
        assertEquals(Map.of("hosted", 1, "multiboot1", 1, "pvh", 2), all.counts(Facet.BOOT));
        assertEquals(Map.of(SizeClass.TINY.word(), 1, SizeClass.SMALL.word(), 1), all.counts(Facet.SIZE));
        assertEquals(List.of("both:1"), names(hub.narrowed(Facet.SIZE, List.of(SizeClass.TINY.word()))));
        var host = new HostAbility(Set.of("amd64"), Set.of(Mode.VM), Set.of("pvh", "iso"));
        assertEquals(List.of("both:1"), names(hub.workingOn(host)));
        // Those of the embedded catalog do not say it.
        assertEquals(
                7, index.search(CatalogQuery.of("").workingOn(host), Set.of()).total());
    }

    private List<String> names(CatalogQuery query) {
        return index.search(query, Set.of()).entries().stream()
                .map(entry -> entry.ref().name() + ":" + entry.ref().tag())
                .toList();
    }

    private static Descriptor said(String reference, String architecture, String boot, String size, String modes) {
        return new Descriptor(
                "application/vnd.oci.image.manifest.v1+json",
                "",
                Digest.of(reference.getBytes(StandardCharsets.UTF_8)),
                100,
                Map.of(
                        "org.opencontainers.image.ref.name",
                        reference,
                        "dev.diver.modes",
                        modes,
                        IndexAnnotations.ARCHITECTURE,
                        architecture,
                        IndexAnnotations.BOOT,
                        boot,
                        IndexAnnotations.SIZE,
                        size));
    }

    @Test
    void tiesAreInTheOrderOfNamesOverAllSegments() {
        for (var name : List.of("m", "c", "z", "a")) {
            index.change("hub", edit -> edit.put("", said(name + ":1", "amd64", "pvh", "1", "vm")), new Cancellation());
        }
        var hub = CatalogQuery.of("vm").narrowed(Facet.CATALOG, List.of("hub"));
        assertEquals(List.of("a:1", "c:1", "m:1", "z:1"), names(hub));
        assertEquals(
                List.of("a:1", "c:1"),
                names(new CatalogQuery(
                        "vm",
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        hub.others(),
                        Optional.empty(),
                        false,
                        2)));
    }

    @Test
    void whatWasYankedIsFoundByItsNameAlone() {
        var good = said("k:1", "amd64", "pvh", "1", "vm");
        var bad = with(said("k:2", "amd64", "pvh", "1", "vm"), IndexAnnotations.YANKED, "it loses data");
        index.change(
                "hub",
                edit -> {
                    edit.put("", good);
                    edit.put("", bad);
                },
                new Cancellation());
        var hub = CatalogQuery.of("").narrowed(Facet.CATALOG, List.of("hub"));
        var found = index.search(hub, Set.of());
        assertEquals(1, found.total());
        assertEquals(Map.of("hub", 1), found.counts(Facet.CATALOG));
        assertEquals(List.of("k:1"), names(hub));
        assertEquals(2, index.named("hub", "k").size());
        assertTrue(index.digest("hub", bad.digest().toString()).isPresent());
        // It can come back.
        index.change("hub", edit -> edit.put("", with(bad, IndexAnnotations.YANKED, "")), new Cancellation());
        assertEquals(List.of("k:1", "k:2"), names(hub));
    }

    @Test
    void whateverKeyHasSigned() {
        index.change(
                "hub",
                edit -> {
                    edit.put("", with(said("a:1", "amd64", "pvh", "1", "vm"), IndexAnnotations.SIGNED, "0123"));
                    edit.put("", with(said("b:1", "amd64", "pvh", "1", "vm"), IndexAnnotations.SIGNED, "4567"));
                },
                new Cancellation());
        assertEquals(List.of("a:1", "b:1"), names(CatalogQuery.of("").narrowed(Facet.SIGNED, CatalogQuery.ANY)));
        assertEquals(List.of("b:1"), names(CatalogQuery.of("").narrowed(Facet.SIGNED, List.of("4567"))));
    }

    private static Descriptor with(Descriptor descriptor, String key, String value) {
        var annotations = new TreeMap<>(descriptor.annotations());
        annotations.put(key, value);
        return descriptor.with(annotations);
    }

    @Test
    void anyTextIsAQuery() {
        var random = new Random(11);
        for (var round = 0; round < 500; round++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(60); length > 0; length--) {
                text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0xd7ff) : 32 + random.nextInt(95));
            }
            index.search(CatalogQuery.of(text.toString()), Set.of());
        }
        index.search(CatalogQuery.of("word ".repeat(10_000)), Set.of());
        index.search(CatalogQuery.of("x".repeat(10_000)), Set.of());
    }

    private List<String> references(CatalogQuery query) {
        return index.search(query, Set.of()).entries().stream()
                .map(entry -> entry.ref().toString())
                .toList();
    }
}
