package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.catalog.packaging.NetAnnotations;
import dev.diver.core.catalog.packaging.PackageFormat;
import java.util.Optional;

/** A line as it may come into the search. */
final class IndexedLine {
    private IndexedLine() {}

    /** Fails where the index with this line would be damaged. */
    static void check(IndexLine line) {
        line.reference();
        if (!line.isRemoval()) {
            line.descriptor();
        }
    }

    /** What of it is known, with plain texts; empty where it is of a kind that a newer Diver may know. */
    static Optional<Descriptor> of(String catalog, IndexLine line) {
        var descriptor = line.descriptor();
        var isKnown = descriptor.artifactType().equals(PackageFormat.ARTIFACT_TYPE) || NetAnnotations.isNet(descriptor);
        return isKnown && descriptor.mediaType().equals(ImageManifest.MEDIA_TYPE)
                ? Optional.of(descriptor.with(IndexAnnotations.from(catalog, descriptor.annotations())))
                : Optional.empty();
    }
}
