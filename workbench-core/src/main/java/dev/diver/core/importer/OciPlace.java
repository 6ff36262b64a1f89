package dev.diver.core.importer;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where an OCI image is; all that it gives is verified. */
sealed interface OciPlace {

    /** A manifest, an index or a config. */
    byte[] document(Descriptor descriptor, int limit);

    /** A layer's bytes; the digest is checked at the latest at its end. */
    InputStream layer(Descriptor descriptor) throws IOException;

    record InLayout(OciLayout layout) implements OciPlace {
        @Override
        public byte[] document(Descriptor descriptor, int limit) {
            // KraftKit writes 32 for the size of what an index had already (its oci/manifest.go): the digest counts.
            var digest = descriptor.digest();
            var size = layout.blob(digest).toFile().length();
            return layout.read(Descriptor.blob(descriptor.mediaType(), digest, size), limit);
        }

        @Override
        public InputStream layer(Descriptor descriptor) {
            return layout.verified(descriptor);
        }
    }

    /** @param downloads where layers are kept until they are unpacked */
    record InRegistry(
            Registry registry, String repository, Path downloads, Progress progress, Cancellation cancellation)
            implements OciPlace {
        @Override
        public byte[] document(Descriptor descriptor, int limit) {
            if (descriptor.mediaType().contains("manifest")
                    || descriptor.mediaType().contains("index")) {
                return registry.manifest(repository, descriptor.digest().toString(), cancellation)
                        .map(Registry.Stored::bytes)
                        .orElseThrow(() -> OciImages.damaged(repository, "A part of it is missing."));
            }
            return registry.blob(repository, descriptor, limit, cancellation);
        }

        @Override
        public InputStream layer(Descriptor descriptor) throws IOException {
            var file = downloads.resolve(descriptor.digest().hex());
            Files.createDirectories(downloads);
            registry.download(
                    repository,
                    descriptor,
                    file,
                    done -> progress.report("downloading from " + repository, done, descriptor.size()),
                    cancellation);
            if (!Digest.of(file).equals(descriptor.digest())) {
                throw OciImages.damaged(repository, "A layer has another digest than its manifest promises.");
            }
            return Files.newInputStream(file);
        }
    }
}
