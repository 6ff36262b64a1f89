package dev.diver.core.catalog.local;

import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.debian.DebianArchive;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.oci.Staging;
import dev.diver.core.catalog.oci.Trouble;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.catalog.store.Store;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import java.io.IOException;

/** Brings a package of the catalog into the store. */
final class Puller {
    private final OciLayout catalog;
    private final Store store;
    private final PackageFormat format;
    private final DebianArchive debian;

    Puller(OciLayout catalog, Store store, PackageFormat format, DebianArchive debian) {
        this.catalog = catalog;
        this.store = store;
        this.format = format;
        this.debian = debian;
    }

    /** Returns the store's descriptor, which is another than the catalog's where files came from Debian. */
    Descriptor pull(Descriptor wanted, Progress progress, Cancellation cancellation) {
        var name = KernelAnnotations.reference(wanted)
                .map(Object::toString)
                .orElse(wanted.digest().toString());
        store.layout().removeAbandoned();
        try (var staging = store.layout().stage()) {
            var manifest = format.manifest(catalog, wanted);
            var staged = manifest.source().isPresent()
                    ? fetch(wanted, manifest, staging, progress, cancellation)
                    : copy(name, wanted, staging, progress, cancellation);
            cancellation.check();
            return store.commit(staging, staged, wanted, cancellation);
        } catch (IOException e) {
            throw Trouble.of("Pulling " + name, store.layout().root(), e);
        }
    }

    private Descriptor copy(
            String name, Descriptor wanted, Staging staging, Progress progress, Cancellation cancellation)
            throws IOException {
        var blobs = catalog.manifest(wanted).blobs().toList();
        var total = blobs.stream().mapToLong(Descriptor::size).sum();
        long before = 0;
        for (var blob : blobs) {
            var sofar = before;
            try (var in = catalog.verified(blob)) {
                staging.put(
                        blob.mediaType(),
                        in,
                        count -> progress.report("pulling " + name, sofar + count, total),
                        cancellation);
            }
            before += blob.size();
        }
        staging.put(wanted.mediaType(), catalog.read(wanted, OciLayout.MANIFEST_LIMIT));
        return wanted;
    }

    private Descriptor fetch(
            Descriptor wanted, KernelManifest manifest, Staging staging, Progress progress, Cancellation cancellation)
            throws IOException {
        var root = staging.scratch();
        format.unpack(catalog, wanted, root, cancellation);
        var exact = debian.fetch(manifest.source().orElseThrow(), root, progress, cancellation);
        progress.report("packing " + manifest.reference());
        return format.write(new KernelPackage(manifest.from(exact), root), staging, cancellation);
    }
}
