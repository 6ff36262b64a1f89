package dev.diver.app.screen.fake;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.NetDetails;
import dev.diver.core.catalog.NetEntry;
import dev.diver.core.catalog.NetSearchResult;
import dev.diver.core.catalog.Vouched;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Nets of a catalog that is called lab; nobody has it. */
final class FakePublishedNets {
    private static final String DIGEST = "@sha256:" + "5".repeat(64);

    private final List<NetEntry> all = List.of(
            net(
                    "hello:1.1",
                    "Says hello over a serial line, and tells how it was started",
                    "snorkel:0.1.0",
                    List.of("teaching", "serial"),
                    List.of("0123456789ABCDEF")),
            net("hello:1.0", "Says hello", "snorkel:0.1.0", List.of("teaching"), List.of()),
            net(
                    "stencil-of-a-heat-equation:0.3.0-rc.2",
                    "Solves the heat equation on a plate of two dimensions, with halo exchange between processors,"
                            + " and compares what it takes with the same program on Linux",
                    "lab/nautilus:0.9-minimal",
                    List.of("hpc", "numerics", "benchmark", "openmp", "shared-memory"),
                    List.of("0123456789ABCDEF")),
            net("nameless:1.0", "", "", List.of(), List.of()));

    private static NetEntry net(
            String reference, String summary, String kernel, List<String> tags, List<String> signed) {
        var parsed = KernelReference.parse("lab/" + reference);
        return new NetEntry(
                parsed,
                parsed.tag(),
                summary,
                Optional.of(kernel).filter(text -> !text.isEmpty()).map(text -> KernelReference.parse(text + DIGEST)),
                tags,
                kernel.isEmpty() ? List.of() : List.of(Mode.VM),
                kernel.isEmpty() ? OptionalLong.empty() : OptionalLong.of(23_456),
                signed,
                "sha256:" + "7".repeat(64));
    }

    NetSearchResult search(CatalogQuery query) {
        var words = query.words().toLowerCase(Locale.ROOT);
        var found = all.stream()
                .filter(net -> (net.ref() + " " + net.summary() + " " + net.tags()).contains(words))
                .filter(net -> net.tags().containsAll(query.tags()))
                .toList();
        return new NetSearchResult(
                found, found.size(), Map.of(Facet.TAG, Map.of("teaching", 2, "hpc", 1), Facet.FAMILY, Map.of()));
    }

    NetDetails details(KernelReference reference) {
        var entry = all.stream()
                .filter(net -> net.ref().equals(reference))
                .findFirst()
                .orElseThrow(
                        () -> new DiverException(Problem.Kind.NOT_FOUND, "There is no " + reference + ".", "", ""));
        return new NetDetails(
                entry,
                all.stream()
                        .filter(net -> net.ref().name().equals(reference.name()))
                        .toList(),
                entry.signed().isEmpty()
                        ? new Vouched(
                                Vouched.State.UNSIGNED, reference + " is not signed.\nAsk its publisher to sign it.")
                        : new Vouched(Vouched.State.SIGNED, reference + " is signed by lab (0123456789ABCDEF)."),
                entry.version().equals("1.0") && entry.ref().name().equals("hello")
                        ? Optional.of("it forgets who it greets")
                        : Optional.empty());
    }
}
