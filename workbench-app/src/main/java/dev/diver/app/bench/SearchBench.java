package dev.diver.app.bench;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageIndex;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Search over a generated catalog of 100 000 packages, a keystroke at a time, against looking at each of them. */
final class SearchBench {
    private static final int PACKAGES = 100_000;
    private static final int ROUNDS = 300;
    /** As many as the window shows. */
    private static final int MOST = 200;

    private final GeneratedCatalog generated = new GeneratedCatalog(1);

    List<Measure> run(Path work) throws Exception {
        var oci = new OciJson();
        var layout = new OciLayout(work.resolve("catalog"), oci);
        Files.createDirectories(layout.root());
        var packages = generated.packages(0, PACKAGES, "");
        Files.write(layout.root().resolve("index.json"), oci.write(ImageIndex.of(packages)));

        var first = new Samples();
        first.time(() -> {
            try (var index = new LuceneCatalogIndex(work.resolve("search"))) {
                index.update(layout.stamp(), layout::forEach);
            }
        });
        var open = new Samples();
        var parse = new Samples();
        for (var i = 0; i < 10; i++) {
            open.time(() -> {
                try (var index = new LuceneCatalogIndex(work.resolve("search"))) {
                    index.update(layout.stamp(), layout::forEach);
                    index.search(CatalogQuery.of(""), Set.of());
                }
            });
            parse.time(() -> layout.forEach(descriptor -> {}));
        }
        var ours = new Samples();
        var theirs = new Samples();
        try (var index = new LuceneCatalogIndex(work.resolve("search"))) {
            index.update(layout.stamp(), layout::forEach);
            keystrokes(text -> index.search(query(text), Set.of()), new Samples(), ROUNDS / 3);
            keystrokes(text -> index.search(query(text), Set.of()), ours, ROUNDS);
            keystrokes(text -> lookAtEach(packages, text), theirs, ROUNDS / 30);
        }
        return List.of(
                Measure.alone("index a new catalog of " + PACKAGES + " packages, once", first.medianMs(), "ms"),
                Measure.of("open it, against reading index.json", open.medianMs(), parse.medianMs(), "ms"),
                Measure.of("a keystroke, median, against looking at each", ours.medianMs(), theirs.medianMs(), "ms"),
                Measure.of(
                        "a keystroke, 99th percentile, against looking at each",
                        ours.percentileMs(99),
                        theirs.percentileMs(99),
                        "ms"));
    }

    private static CatalogQuery query(String text) {
        return new CatalogQuery(text, List.of(), List.of(), Optional.empty(), false, MOST);
    }

    /** What a person types. */
    private interface Search {
        void run(String text);
    }

    private void keystrokes(Search search, Samples samples, int rounds) throws Exception {
        for (var round = 0; round < rounds; round++) {
            var text = generated.text();
            for (var length = 1; length <= text.length(); length++) {
                var typed = text.substring(0, length);
                samples.time(() -> search.run(typed));
            }
        }
    }

    private static long lookAtEach(List<Descriptor> packages, String text) {
        var words = text.toLowerCase(Locale.ROOT).split(" ");
        return packages.stream()
                .filter(one -> {
                    var all = String.join(" ", one.annotations().values()).toLowerCase(Locale.ROOT);
                    return List.of(words).stream().allMatch(all::contains);
                })
                .count();
    }
}
