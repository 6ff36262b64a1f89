package dev.diver.core.catalog.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** OCI image specification 1.1, "Image Index"; here the {@code index.json} of a layout. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImageIndex(
        int schemaVersion,
        String mediaType,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Descriptor> manifests) {
    public static final String MEDIA_TYPE = "application/vnd.oci.image.index.v1+json";
    public static final ImageIndex EMPTY = of(List.of());

    public ImageIndex {
        mediaType = mediaType == null ? "" : mediaType;
        manifests = manifests == null ? List.of() : List.copyOf(manifests);
    }

    public static ImageIndex of(List<Descriptor> manifests) {
        return new ImageIndex(2, MEDIA_TYPE, manifests);
    }
}
