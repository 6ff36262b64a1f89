package dev.diver.core.importer;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.importer.OciIndex.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where KraftKit keeps what it packs and pulls, which is no OCI layout: blobs in {@code digests/sha256}, and for each
 * image a link to its index, {@code indexes/NAME/TAG} (KraftKit 0.9, oci/handler/directory.go).
 */
record KraftKitStore(Path root) {
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String BLOBS = "digests/sha256";
    private static final String INDEXES = "indexes";
    /** A name has a host and namespaces before it. */
    private static final int DEEPEST = 10;

    private static final int MOST = 1000;

    static boolean isAt(Path path) {
        return Files.isDirectory(path.resolve(BLOBS)) && Files.isDirectory(path.resolve(INDEXES));
    }

    OciLayout blobs(OciJson json) {
        return new OciLayout(root, root.resolve(BLOBS), json);
    }

    /** Its images, as a layout's index would have them. */
    OciIndex index() throws IOException {
        var entries = new ArrayList<Entry>();
        try (var files = Files.find(root.resolve(INDEXES), DEEPEST, (file, is) -> !is.isDirectory())) {
            for (var file :
                    files.filter(Files::isRegularFile).sorted().limit(MOST).toList()) {
                entries.add(entry(file));
            }
        }
        return new OciIndex(INDEX, List.copyOf(entries));
    }

    private Entry entry(Path file) throws IOException {
        var size = Files.size(file);
        if (size > OciLayout.MANIFEST_LIMIT) {
            throw OciImages.damaged(root.toString(), "An index of it is very large.");
        }
        var name = root.resolve(INDEXES).relativize(file.getParent()) + ":" + file.getFileName();
        return new Entry(INDEX, Digest.of(file), size, null, Map.of(OciIndex.REF, name));
    }
}
