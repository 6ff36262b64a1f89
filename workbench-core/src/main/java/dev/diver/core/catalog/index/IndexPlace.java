package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageIndex;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Where a registry has its index: the tag {@code index} of a repository beside the packages'. Thread-safe. */
final class IndexPlace {
    static final String REPOSITORY = "catalog-index";
    static final String TAG = "index";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    /** OCI image specification 1.1, "Guidance for an Empty Descriptor". */
    private static final Descriptor CONFIG =
            Descriptor.blob("application/vnd.oci.empty.v1+json", Digest.of(NOTHING), NOTHING.length);

    /** In each manifest of the journal, so that no two have one digest, by which they are deleted. */
    private static final String ID = "dev.diver.index.change";

    private static final int ATTEMPTS = 6;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Registry registry;
    private final OciJson json;

    IndexPlace(Registry registry, OciJson json) {
        this.registry = registry;
        this.json = json;
    }

    /** @param digest of the root itself, which is what is signed */
    record Root(Digest digest, long size, IndexManifest manifest) {
        Descriptor descriptor() {
            return Descriptor.blob(ImageManifest.MEDIA_TYPE, digest, size);
        }
    }

    private String repository() {
        return registry.address().repository(REPOSITORY);
    }

    /** What an index that has no name yet is called. */
    String name() {
        return registry.address().toString();
    }

    /** An index's root, as {@link #putRoot} writes it. */
    Descriptor described(IndexManifest manifest) {
        var bytes = json.write(manifest.image(CONFIG));
        return Descriptor.blob(ImageManifest.MEDIA_TYPE, Digest.of(bytes), bytes.length);
    }

    Optional<Root> root(Cancellation cancellation) {
        return registry.manifest(repository(), TAG, cancellation)
                .map(stored -> new Root(
                        stored.descriptor().digest(),
                        stored.descriptor().size(),
                        IndexManifest.of(registry.image(stored))));
    }

    Digest putRoot(IndexManifest manifest, Path scratch, Cancellation cancellation) throws IOException {
        var bytes = json.write(manifest.image(CONFIG));
        put(TAG, bytes, scratch, cancellation);
        return Digest.of(bytes);
    }

    /** A manifest of the journal. */
    void putChange(String tag, String artifactType, Descriptor blob, Path scratch, Cancellation cancellation)
            throws IOException {
        var manifest =
                new ImageManifest(2, ImageManifest.MEDIA_TYPE, artifactType, CONFIG, List.of(blob), Map.of(ID, tag));
        put(tag, json.write(manifest), scratch, cancellation);
    }

    /**
     * Puts a manifest and what it needs. Where another writes the same small blob at that moment, registries in use do not
     * find it for an instant.
     */
    private void put(String tag, byte[] manifest, Path scratch, Cancellation cancellation) throws IOException {
        var config = Files.write(scratch.resolve("config"), NOTHING);
        for (var attempt = 1; ; attempt++) {
            try {
                registry.upload(repository(), CONFIG, config, "", done -> {}, cancellation);
                registry.putManifest(repository(), tag, ImageManifest.MEDIA_TYPE, manifest, cancellation);
                return;
            } catch (DiverException e) {
                if (e.problem().kind() != Problem.Kind.FAILED || attempt == ATTEMPTS) {
                    throw e;
                }
                pause(attempt, cancellation);
            }
        }
    }

    private static void pause(int attempt, Cancellation cancellation) throws IOException {
        cancellation.check();
        try {
            Thread.sleep(PAUSE.multipliedBy(attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    Optional<ImageManifest> change(String tag, Cancellation cancellation) {
        return registry.manifest(repository(), tag, cancellation).map(registry::image);
    }

    /**
     * Deletes what a tag names, where it is of this kind: others could have put the tag to the index itself.
     *
     * @return false where the registry does not want that
     */
    boolean delete(String tag, String artifactType, Cancellation cancellation) {
        return registry.manifest(repository(), tag, cancellation)
                .filter(found -> registry.image(found).artifactType().equals(artifactType))
                .map(found -> registry.delete(repository(), found.descriptor().digest(), cancellation))
                .orElse(true);
    }

    /** @param manifests that say something of what the tag is made of */
    record Said(Digest itself, List<Descriptor> manifests) {}

    /** Under a tag that is made of a digest; empty where it leads to something else. */
    Optional<Said> said(String tag, Cancellation cancellation) {
        return registry.manifest(repository(), tag, cancellation)
                .filter(found -> found.descriptor().mediaType().equals(ImageIndex.MEDIA_TYPE))
                .map(found -> new Said(
                        found.descriptor().digest(),
                        json.read(found.bytes(), ImageIndex.class, "The list of referrers")
                                .manifests()));
    }

    /** False where the registry does not want that. */
    boolean delete(String tag, Digest manifest, Cancellation cancellation) {
        return registry.delete(repository(), manifest, cancellation) || registry.untag(repository(), tag, cancellation);
    }

    List<String> tags(Cancellation cancellation) {
        return registry.tags(repository(), cancellation);
    }

    /** Brings a part into a directory. */
    Path fetch(Descriptor blob, Path directory, Cancellation cancellation) throws IOException {
        return fetch(blob, directory, done -> {}, cancellation);
    }

    /** @param progress gets how many bytes there are */
    Path fetch(Descriptor blob, Path directory, LongConsumer progress, Cancellation cancellation) throws IOException {
        var file = directory.resolve(blob.digest().hex());
        if (!Files.exists(file)) {
            registry.download(repository(), blob, file, progress, cancellation);
        }
        return file;
    }

    /** Writes a part. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    Descriptor store(String type, Content content, Path scratch, Cancellation cancellation) throws IOException {
        var file = Files.createTempFile(scratch, "part", "");
        try (var out = Files.newOutputStream(file)) {
            content.write(out);
        }
        var blob = Descriptor.blob(type, Digest.of(file), Files.size(file));
        registry.upload(repository(), blob, file, "", done -> {}, cancellation);
        Files.delete(file);
        return blob;
    }
}
