package dev.diver.core.publish;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.registry.ReferrerReader;
import dev.diver.core.catalog.registry.ReferrerWriter;
import dev.diver.core.catalog.registry.ReferrerWriter.Part;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.remote.RemoteCatalog;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where something is published: a repository of a catalog's registry.
 *
 * @param name of the package, without the catalog's prefix
 */
record Target(RemoteCatalog catalog, Registry registry, String name) {
    /** OCI image specification 1.1, "Guidance for an Empty Descriptor". */
    static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    static final Descriptor EMPTY =
            Descriptor.blob("application/vnd.oci.empty.v1+json", Digest.of(NOTHING), NOTHING.length);

    String repository() {
        return registry.address().repository(name);
    }

    /** As a person names it. */
    String reference(String tag) {
        return catalog.name() + "/" + name + ":" + tag;
    }

    Optional<Registry.Stored> find(String tagOrDigest, Cancellation cancellation) {
        return registry.manifest(repository(), tagOrDigest, cancellation);
    }

    void put(String tagOrDigest, byte[] manifest, Cancellation cancellation) {
        registry.putManifest(repository(), tagOrDigest, ImageManifest.MEDIA_TYPE, manifest, cancellation);
    }

    /** Brings a small blob there. */
    Descriptor upload(String type, byte[] content, Cancellation cancellation) throws IOException {
        var blob = Descriptor.blob(type, Digest.of(content), content.length);
        var file = Files.createTempFile("diver-publish", "");
        try {
            Files.write(file, content);
            registry.upload(repository(), blob, file, "", done -> {}, cancellation);
            return blob;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Lays a document beside a manifest; its artifact type is its media type. */
    Descriptor attach(Descriptor subject, String type, byte[] document, Cancellation cancellation) {
        return new ReferrerWriter(registry)
                .put(repository(), subject, type, List.of(new Part(type, document)), Map.of(), cancellation);
    }

    /** What {@link #attach} laid beside it; nothing of it is believed yet. */
    List<ReferrerReader.Found> attached(Digest subject, String type, int limit, Cancellation cancellation) {
        return new ReferrerReader(registry).find(repository(), subject, type, 1, limit, cancellation);
    }
}
