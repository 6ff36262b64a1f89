package dev.diver.app.bench;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Packages that nobody made, and what a person might type to find one. The same each time. */
final class GeneratedCatalog {
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

    private static final List<String> PROTOCOLS = List.of("pvh", "multiboot1", "multiboot2", "linux-bzimage", "hosted");
    private static final List<String> LICENCES = List.of("Apache-2.0", "MIT", "GPL-2.0-only", "BSD-3-Clause");
    private static final long LARGEST = 300_000_000;

    private final Random random;

    GeneratedCatalog(long seed) {
        random = new Random(seed);
    }

    /** @param edition another one has other digests and texts of the same packages */
    List<Descriptor> packages(int from, int to, String edition) {
        var packages = new ArrayList<Descriptor>();
        for (var number = from; number < to; number++) {
            packages.add(one(number, edition));
        }
        return packages;
    }

    private Descriptor one(int number, String edition) {
        // Which package it is does not depend on what was made before.
        var own = new Random(number);
        var name = WORDS.get(own.nextInt(WORDS.size())) + "-" + Integer.toString(number % 5000, 36);
        var version = own.nextInt(9) + "." + own.nextInt(20) + "." + number;
        var reference = name + ":" + version;
        return new Descriptor(
                "application/vnd.oci.image.manifest.v1+json",
                "application/vnd.diver.kernel.v1",
                Digest.of((reference + edition).getBytes(StandardCharsets.UTF_8)),
                900,
                Map.ofEntries(
                        Map.entry("org.opencontainers.image.ref.name", reference),
                        Map.entry("org.opencontainers.image.title", name),
                        Map.entry("org.opencontainers.image.version", version),
                        Map.entry("org.opencontainers.image.licenses", LICENCES.get(number % LICENCES.size())),
                        Map.entry(
                                "org.opencontainers.image.description",
                                "A " + word() + " with " + word() + " for " + word() + " and " + word() + edition),
                        Map.entry("dev.diver.configuration", ""),
                        Map.entry("dev.diver.default", "true"),
                        Map.entry("dev.diver.family", word()),
                        Map.entry("dev.diver.tags", word() + "," + word() + "," + word()),
                        Map.entry("dev.diver.modes", "vm"),
                        Map.entry("dev.diver.architecture", number % 5 == 0 ? "arm64" : "amd64"),
                        Map.entry("dev.diver.boot", PROTOCOLS.get(number % PROTOCOLS.size())),
                        Map.entry("dev.diver.size", String.valueOf(random.nextLong(LARGEST)))));
    }

    /** A word or two; in each fourth text a letter is left out. */
    String text() {
        var text = word() + (random.nextBoolean() ? " " + word() : "");
        return random.nextInt(4) > 0
                ? text
                : new StringBuilder(text)
                        .deleteCharAt(1 + random.nextInt(text.length() - 1))
                        .toString();
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
