package dev.diver.core.importer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import java.util.List;
import java.util.Map;

/** OCI image specification 1.1, "Image Index", with the platforms that our own packages do not have. */
record OciIndex(String mediaType, List<Entry> manifests) {
    static final String REF = "org.opencontainers.image.ref.name";

    OciIndex {
        manifests = manifests == null ? List.of() : List.copyOf(manifests);
    }

    /** @param platform null where the index does not say it */
    record Entry(String mediaType, Digest digest, long size, Platform platform, Map<String, String> annotations) {
        Entry {
            mediaType = mediaType == null ? "" : mediaType;
            annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
        }

        Descriptor descriptor() {
            return new Descriptor(mediaType, "", digest, size, annotations);
        }

        String annotation(String key) {
            return annotations.getOrDefault(key, "");
        }

        boolean isIndex() {
            return mediaType.contains("index") || mediaType.contains("manifest.list");
        }
    }

    /** @param os of KraftKit's images the VMM: {@code qemu}, {@code fc}, {@code xen} */
    record Platform(
            String architecture,
            String os,
            @JsonProperty("os.features") List<String> features) {
        Platform {
            architecture = architecture == null ? "" : architecture;
            os = os == null ? "" : os;
            features = features == null ? List.of() : List.copyOf(features);
        }

        boolean isX86() {
            return architecture.equals("x86_64") || architecture.equals("amd64");
        }

        @Override
        public String toString() {
            return Words.line(os + "/" + architecture);
        }
    }

    /** OCI image specification 1.1, "Image Configuration": what of it is looked at. */
    record Config(String architecture, String os, Run config) {
        Platform platform() {
            return new Platform(architecture, os, List.of());
        }

        List<String> command() {
            return config == null || config.command() == null ? List.of() : config.command();
        }
    }

    record Run(
            @JsonProperty("Cmd") List<String> command,
            @JsonProperty("Env") List<String> environment) {}
}
