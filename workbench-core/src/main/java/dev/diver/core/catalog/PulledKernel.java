package dev.diver.core.catalog;

import dev.diver.core.kernel.KernelManifest;
import java.nio.file.Path;

/**
 * A kernel package in the local store, unpacked and verified.
 *
 * @param digest of its OCI manifest, {@code sha256:…}
 * @param root the directory where its files are; read only
 */
public record PulledKernel(KernelManifest manifest, String digest, Path root) {

    /** A file of the package, by its path in the manifest. */
    public Path file(String path) {
        return root.resolve(path);
    }
}
