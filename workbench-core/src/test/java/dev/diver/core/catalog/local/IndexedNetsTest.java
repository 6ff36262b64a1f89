package dev.diver.core.catalog.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.remote.CatalogIndexWriter;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Published nets in a registry's index: found for themselves, and not believed. */
class IndexedNetsTest extends IndexedCatalogsLab {
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
}
