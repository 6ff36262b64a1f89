package dev.diver.core.catalog.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * OCI image specification 1.1, "Image Manifest".
 *
 * @param subject the manifest that this one says something about, which makes it a referrer; null where it does not
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImageManifest(
        int schemaVersion,
        String mediaType,
        String artifactType,
        Descriptor config,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Descriptor> layers,
        Map<String, String> annotations,
        Descriptor subject) {
    public static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

    public ImageManifest {
        mediaType = mediaType == null ? "" : mediaType;
        artifactType = artifactType == null ? "" : artifactType;
        layers = layers == null ? List.of() : List.copyOf(layers);
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    }

    /** One that stands for itself. */
    public ImageManifest(
            int schemaVersion,
            String mediaType,
            String artifactType,
            Descriptor config,
            List<Descriptor> layers,
            Map<String, String> annotations) {
        this(schemaVersion, mediaType, artifactType, config, layers, annotations, null);
    }

    /** Everything that it refers to: config first. */
    public Stream<Descriptor> blobs() {
        return Stream.concat(Stream.ofNullable(config), layers.stream());
    }
}
