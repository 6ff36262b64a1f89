package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a registry has its index: the tag {@code index} of a repository beside the packages'. Thread-safe. */
final class IndexPlace {
    static final String REPOSITORY = "catalog-index";
    static final String TAG = "index";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    /** OCI image specification 1.1, "Guidance for an Empty Descriptor". */
    private static final Descriptor CONFIG =
            Descriptor.blob("application/vnd.oci.empty.v1+json", Digest.of(NOTHING), NOTHING.length);

    private final Registry registry;
    private final OciJson json;

    IndexPlace(Registry registry, OciJson json) {
        this.registry = registry;
        this.json = json;
    }

    /** @param digest of the root itself, which is what is signed */
    record Root(Digest digest, long size, IndexManifest manifest) {}

    private String repository() {
        return registry.address().repository(REPOSITORY);
    }

    Optional<Root> root(Cancellation cancellation) {
        return registry.manifest(repository(), TAG, cancellation)
                .map(stored -> new Root(
                        stored.descriptor().digest(),
                        stored.descriptor().size(),
                        IndexManifest.of(registry.image(stored))));
    }

    Digest putRoot(IndexManifest manifest, Path scratch, Cancellation cancellation) throws IOException {
        putConfig(scratch, cancellation);
        var bytes = json.write(manifest.image(CONFIG));
        registry.putManifest(repository(), TAG, ImageManifest.MEDIA_TYPE, bytes, cancellation);
        return Digest.of(bytes);
    }

    /** A manifest of the journal. */
    void putChange(String tag, ImageManifest manifest, Path scratch, Cancellation cancellation) throws IOException {
        putConfig(scratch, cancellation);
        var whole = new ImageManifest(
                2,
                ImageManifest.MEDIA_TYPE,
                manifest.artifactType(),
                CONFIG,
                manifest.layers(),
                manifest.annotations());
        registry.putManifest(repository(), tag, ImageManifest.MEDIA_TYPE, json.write(whole), cancellation);
    }

    private void putConfig(Path scratch, Cancellation cancellation) throws IOException {
        var file = Files.write(scratch.resolve("config"), NOTHING);
        registry.upload(repository(), CONFIG, file, "", done -> {}, cancellation);
    }

    Optional<ImageManifest> change(String tag, Cancellation cancellation) {
        return registry.manifest(repository(), tag, cancellation).map(registry::image);
    }

    List<String> tags(Cancellation cancellation) {
        return registry.tags(repository(), cancellation);
    }

    /** Brings a part into a directory. */
    Path fetch(Descriptor blob, Path directory, Cancellation cancellation) throws IOException {
        var file = directory.resolve(blob.digest().hex());
        if (!Files.exists(file)) {
            registry.download(repository(), blob, file, done -> {}, cancellation);
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
