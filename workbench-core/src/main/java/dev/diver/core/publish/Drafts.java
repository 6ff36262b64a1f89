package dev.diver.core.publish;

import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.catalog.store.Store;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Packages in the store that have no name yet: what is to be published is booted from there as what was pulled is. */
final class Drafts {
    private final Store store;
    private final PackageFormat format;

    Drafts(Store store, PackageFormat format) {
        this.store = store;
        this.format = format;
    }

    /**
     * A package of the store; closing removes it, unless it was there before.
     *
     * @param bytes of the image manifest
     */
    record Draft(
            Store store,
            Descriptor descriptor,
            KernelManifest manifest,
            ImageManifest image,
            byte[] bytes,
            boolean isNew)
            implements AutoCloseable {

        /** What finds it: its digest. */
        KernelReference reference() {
            return new KernelReference(
                    "", manifest.name(), "", descriptor.digest().toString());
        }

        Path file(Descriptor blob) {
            return store.layout().blob(blob.digest());
        }

        @Override
        public void close() {
            if (isNew) {
                store.remove(Set.of(store.find(descriptor.digest().toString()).orElse(descriptor)));
            }
        }
    }

    Draft pack(KernelPackage contents, Cancellation cancellation) {
        var layout = store.layout();
        layout.removeAbandoned();
        try (var staging = layout.stage()) {
            var written = format.write(contents, staging, cancellation);
            var before = store.find(written.digest().toString());
            var descriptor =
                    before.isPresent() ? written : store.commit(staging, written.with(Map.of()), written, cancellation);
            return new Draft(
                    store,
                    written,
                    format.manifest(layout, descriptor),
                    layout.manifest(descriptor),
                    layout.read(descriptor, OciLayout.MANIFEST_LIMIT),
                    before.isEmpty());
        } catch (IOException e) {
            throw Trouble.of("Packaging " + contents.manifest().reference(), layout.root(), e);
        }
    }
}
