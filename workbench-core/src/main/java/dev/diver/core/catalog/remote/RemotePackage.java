package dev.diver.core.catalog.remote;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.kernel.KernelReference;
import java.util.Optional;

/**
 * A kernel package, or a net, that a registry has.
 *
 * @param repository its whole name below the catalog's address, without the prefix
 * @param descriptor as a catalog's index has it; its reference names the catalog
 * @param bytes the manifest, byte for byte
 */
public record RemotePackage(
        RemoteCatalog catalog, String repository, Descriptor descriptor, ImageManifest manifest, byte[] bytes) {

    Optional<KernelReference> reference() {
        return KernelAnnotations.reference(descriptor);
    }
}
