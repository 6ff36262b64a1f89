package dev.diver.core.catalog.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What an OCI manifest says of a blob (OCI image specification 1.1, "Content Descriptors").
 *
 * @param size in bytes
 * @param artifactType of the manifest that it describes, or empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Descriptor(
        String mediaType, String artifactType, Digest digest, long size, Map<String, String> annotations) {
    public Descriptor {
        mediaType = mediaType == null ? "" : mediaType;
        artifactType = artifactType == null ? "" : artifactType;
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    }

    public static Descriptor blob(String mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, "", digest, size, Map.of());
    }

    public Descriptor with(Map<String, String> newAnnotations) {
        return new Descriptor(mediaType, artifactType, digest, size, newAnnotations);
    }

    /** An annotation, or empty. */
    public String annotation(String key) {
        return annotations.getOrDefault(key, "");
    }
}
