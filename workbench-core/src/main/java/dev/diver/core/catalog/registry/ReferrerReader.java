package dev.diver.core.catalog.registry;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.Optional;

/** Reads what was laid beside manifests. What is none, or is too much, is left out: whoever may write there can lay anything. */
public final class ReferrerReader {
    private static final int MOST = 20;

    private final Registry registry;

    public ReferrerReader(Registry registry) {
        this.registry = registry;
    }

    /**
     * @param itself the referrer's own manifest
     * @param parts its layers, in order
     */
    public record Found(Descriptor itself, List<byte[]> parts) {}

    /**
     * Of one subject and type.
     *
     * @param repository its whole name
     * @param mostParts with more layers it is left out
     * @param limit of each layer, in bytes
     */
    public List<Found> find(
            String repository,
            Digest subject,
            String artifactType,
            int mostParts,
            int limit,
            Cancellation cancellation) {
        return registry.referrers(repository, subject, artifactType, cancellation).stream()
                .limit(MOST)
                .flatMap(one -> read(repository, subject, one, mostParts, limit, cancellation).stream())
                .toList();
    }

    private Optional<Found> read(
            String repository,
            Digest subject,
            Descriptor referrer,
            int mostParts,
            int limit,
            Cancellation cancellation) {
        cancellation.check();
        try {
            return registry.manifest(repository, referrer.digest().toString(), cancellation)
                    .map(registry::image)
                    .filter(image -> isAbout(image, subject)
                            && !image.layers().isEmpty()
                            && image.layers().size() <= mostParts)
                    .map(image -> new Found(
                            referrer,
                            image.layers().stream()
                                    .map(layer -> registry.blob(repository, layer, limit, cancellation))
                                    .toList()));
        } catch (DiverException e) {
            if (e.problem().kind() == Problem.Kind.DAMAGED || e.problem().kind() == Problem.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isAbout(ImageManifest image, Digest subject) {
        return image.subject() != null && subject.equals(image.subject().digest());
    }
}
