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
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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

    private static final int ATTEMPTS = 6;
    private static final Duration PAUSE = Duration.ofMillis(100);

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
        patiently(cancellation, () -> {
            registry.putManifest(repository(), tagOrDigest, ImageManifest.MEDIA_TYPE, manifest, cancellation);
            return tagOrDigest;
        });
    }

    /**
     * Removes a tag with the manifest that it leads to.
     *
     * @return false where the registry does not let one, and it stays
     */
    boolean remove(String tag, Digest manifest, Cancellation cancellation) {
        return registry.delete(repository(), manifest, cancellation) || registry.untag(repository(), tag, cancellation);
    }

    /** Where another writes the same small blob at that moment, registries in use do not find it for an instant. */
    private static <T> T patiently(Cancellation cancellation, Supplier<T> writing) {
        for (var attempt = 1; ; attempt++) {
            try {
                return writing.get();
            } catch (DiverException e) {
                if (e.problem().kind() != Problem.Kind.FAILED || attempt == ATTEMPTS) {
                    throw e;
                }
                pause(attempt, cancellation);
            }
        }
    }

    private static void pause(int attempt, Cancellation cancellation) {
        cancellation.check();
        try {
            Thread.sleep(PAUSE.multipliedBy(attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiverException(Problem.Kind.CANCELLED, "Cancelled.", "", "");
        }
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
        return patiently(
                cancellation,
                () -> new ReferrerWriter(registry)
                        .put(repository(), subject, type, List.of(new Part(type, document)), Map.of(), cancellation));
    }

    /** What {@link #attach} laid beside it; nothing of it is believed yet. */
    List<ReferrerReader.Found> attached(Digest subject, String type, int limit, Cancellation cancellation) {
        return new ReferrerReader(registry).find(repository(), subject, type, 1, limit, cancellation);
    }
}
