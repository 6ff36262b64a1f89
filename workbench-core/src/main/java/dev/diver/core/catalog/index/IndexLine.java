package dev.diver.core.catalog.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.Map;
import java.util.Objects;

/**
 * A line of a shard or a delta: a package's descriptor, or in a delta the reference of one that is gone.
 *
 * @param removed a reference, or empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record IndexLine(
        String mediaType,
        String artifactType,
        Digest digest,
        long size,
        Map<String, String> annotations,
        String removed) {
    IndexLine {
        annotations = annotations == null ? Map.of() : annotations;
        removed = removed == null ? "" : removed;
    }

    static IndexLine of(Descriptor descriptor) {
        return new IndexLine(
                descriptor.mediaType(),
                descriptor.artifactType(),
                descriptor.digest(),
                descriptor.size(),
                descriptor.annotations(),
                "");
    }

    static IndexLine removal(KernelReference reference) {
        return new IndexLine(null, null, null, 0, Map.of(), reference.toString());
    }

    boolean isRemoval() {
        return !removed.isEmpty();
    }

    /** What there is one line of: the package's name and tag. */
    KernelReference reference() {
        var reference = parse(isRemoval() ? removed : descriptor().annotation(KernelAnnotations.REF_NAME));
        if (reference.tag().isEmpty()
                || !reference.digest().isEmpty()
                || !reference.catalog().isEmpty()) {
            throw damaged("A package's reference is not a name and a version.");
        }
        return reference;
    }

    private static KernelReference parse(String text) {
        try {
            return KernelReference.parse(text);
        } catch (DiverException e) {
            throw damaged("A package has no reference.");
        }
    }

    Descriptor descriptor() {
        if (digest == null || size < 0 || annotations.values().stream().anyMatch(Objects::isNull)) {
            throw damaged("A line is no descriptor.");
        }
        return new Descriptor(mediaType, artifactType, digest, size, annotations);
    }

    static DiverException damaged(String why) {
        return new DiverException(
                Problem.Kind.DAMAGED,
                "The catalog's index is damaged.",
                why,
                "Nothing of it was taken. Tell whoever runs the catalog.");
    }
}
