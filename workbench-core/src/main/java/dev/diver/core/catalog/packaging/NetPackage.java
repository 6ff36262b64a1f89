package dev.diver.core.catalog.packaging;

import dev.diver.core.catalog.oci.ImageManifest;

/** How a net is an OCI artifact: one layer with its sources, as they lie in its folder, and a config that names it. */
public final class NetPackage {
    public static final String ARTIFACT_TYPE = "application/vnd.diver.net.v1";
    public static final String CONFIG_TYPE = "application/vnd.diver.net.config.v1+json";
    public static final String LAYER_TYPE = "application/vnd.diver.net.layer.v1.tar+gzip";

    /** Of the layer, packed, in bytes: sources are no data. */
    public static final long LARGEST = 64L << 20;

    private static final long LARGEST_CONFIG = 64 << 10;

    private NetPackage() {}

    /** Whether a manifest that somebody has put into a registry is a net's, of a size that is taken. */
    public static boolean is(ImageManifest image) {
        return image.config() != null
                && image.config().mediaType().equals(CONFIG_TYPE)
                && image.config().size() <= LARGEST_CONFIG
                && image.layers().size() == 1
                && image.layers().getFirst().mediaType().equals(LAYER_TYPE)
                && image.blobs().allMatch(blob -> blob.digest() != null && blob.size() >= 0)
                && image.layers().getFirst().size() <= LARGEST;
    }
}
