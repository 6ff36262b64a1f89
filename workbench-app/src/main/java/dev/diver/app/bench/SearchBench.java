package dev.diver.app.bench;

import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageIndex;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Search over a generated catalog of 100 000 packages, a keystroke at a time, against looking at each of them. */
final class SearchBench {
    private static final int PACKAGES = 100_000;
    private static final int ROUNDS = 300;
    /** As many as the window shows. */
    private static final int MOST = 200;

    private static final List<String> WORDS = List.of(
            "unikernel",
            "nautilus",
            "kitten",
            "mckernel",
            "hermit",
            "osv",
            "unikraft",
            "linux",
            "real-time",
            "memcached",
            "virtio",
            "network",
            "hpc",
            "teaching",
            "microkernel",
            "mach",
            "snorkel",
            "loader",
            "multiboot",
            "numa");

    private final Random random = new Random(1);

    List<Measure> run(Path work) throws Exception {
        var oci = new OciJson();
        var layout = new OciLayout(work.resolve("catalog"), oci);
        Files.createDirectories(layout.root());
        var packages = packages();
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
            var text = word() + (random.nextBoolean() ? " " + word() : "");
            if (random.nextInt(4) == 0) {
                // A letter left out.
                text = new StringBuilder(text)
                        .deleteCharAt(1 + random.nextInt(text.length() - 1))
                        .toString();
            }
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

    private List<Descriptor> packages() {
        var packages = new ArrayList<Descriptor>();
        for (var i = 0; i < PACKAGES; i++) {
            var name = word() + "-" + Integer.toString(i % 5000, 36);
            var version = random.nextInt(9) + "." + random.nextInt(20) + "." + i;
            var reference = name + ":" + version;
            packages.add(new Descriptor(
                    "application/vnd.oci.image.manifest.v1+json",
                    "application/vnd.diver.kernel.v1",
                    Digest.of(reference.getBytes(StandardCharsets.UTF_8)),
                    900,
                    Map.of(
                            "org.opencontainers.image.ref.name",
                            reference,
                            "org.opencontainers.image.title",
                            name,
                            "org.opencontainers.image.version",
                            version,
                            "org.opencontainers.image.description",
                            "A " + word() + " with " + word() + " for " + word() + " and " + word(),
                            "dev.diver.configuration",
                            "",
                            "dev.diver.default",
                            "true",
                            "dev.diver.family",
                            word(),
                            "dev.diver.tags",
                            word() + "," + word() + "," + word(),
                            "dev.diver.modes",
                            "vm")));
        }
        return packages;
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
