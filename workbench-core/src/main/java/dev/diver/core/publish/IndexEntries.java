package dev.diver.core.publish;

import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.catalog.packaging.NetAnnotations;
import dev.diver.core.catalog.remote.CatalogIndexWriter;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelManifest;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a catalog's index says of a package, whole: a line takes the place of the one before it. */
final class IndexEntries {
    private final CatalogIndexWriter writer;

    IndexEntries(CatalogIndexWriter writer) {
        this.writer = writer;
    }

    /** A line to be. */
    sealed interface Entry {
        Descriptor line();
    }

    /**
     * A net.
     *
     * @param signed ids of the keys whose signatures are valid
     * @param yanked why it is hidden; absent where it is not
     */
    record OfNet(Descriptor descriptor, ImageManifest image, List<String> signed, Optional<String> yanked)
            implements Entry {
        @Override
        public Descriptor line() {
            var annotations = NetAnnotations.line(image, signed);
            yanked.ifPresent(reason -> annotations.put(IndexAnnotations.YANKED, reason));
            return descriptor.with(annotations);
        }
    }

    /**
     * A kernel.
     *
     * @param signed ids of the keys whose signatures are valid
     * @param tested what it was booted with, beside what its manifest tells; absent for nothing
     * @param yanked why it is hidden; absent where it is not
     */
    record OfKernel(
            Descriptor descriptor,
            KernelManifest manifest,
            ImageManifest image,
            List<String> signed,
            Optional<String> tested,
            Optional<String> yanked)
            implements Entry {
        @Override
        public Descriptor line() {
            var annotations = new TreeMap<>(IndexAnnotations.of(manifest, image, signed));
            tested.ifPresent(vmm -> annotations.merge(
                    IndexAnnotations.TESTED,
                    vmm,
                    (told, seen) -> Stream.of(told.split(",")).anyMatch(seen::equals) ? told : told + "," + seen));
            yanked.ifPresent(reason -> annotations.put(IndexAnnotations.YANKED, reason));
            return descriptor.with(annotations);
        }
    }

    void put(Target target, Entry entry, Optional<Signer> signer, Cancellation cancellation) {
        writer.change(
                target.catalog(),
                new IndexChange(List.of(entry.line()), List.of()),
                signer.map(Signer::secret),
                cancellation);
    }
}
