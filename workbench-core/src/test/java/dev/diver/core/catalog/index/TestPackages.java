package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.packaging.PackageFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Packages as an index has them; there is nothing behind their digests. */
final class TestPackages {
    private TestPackages() {}

    static Descriptor of(String name, String version, String summary) {
        var reference = name + ":" + version;
        return new Descriptor(
                ImageManifest.MEDIA_TYPE,
                PackageFormat.ARTIFACT_TYPE,
                Digest.of((reference + summary).getBytes(StandardCharsets.UTF_8)),
                900,
                Map.of(
                        "org.opencontainers.image.ref.name", reference,
                        "org.opencontainers.image.title", name,
                        "org.opencontainers.image.version", version,
                        "org.opencontainers.image.description", summary,
                        "dev.diver.family", "test",
                        "dev.diver.tags", "small,of-a-test",
                        "dev.diver.modes", "vm"));
    }
}
