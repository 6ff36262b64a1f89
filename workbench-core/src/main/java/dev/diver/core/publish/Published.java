package dev.diver.core.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.diver.core.catalog.Evidence;
import dev.diver.core.kernel.KernelReference;
import java.util.List;
import java.util.Optional;

/**
 * What came of it.
 *
 * @param kind {@code kernel} or {@code net}
 * @param digest of the manifest, {@code sha256:…}
 * @param tags that lead to it now, the version's own first
 * @param key id of the key that has signed it; absent where nobody has
 * @param evidence of a kernel
 * @param dryRun whether nothing was changed in the registry
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Published(
        String kind,
        KernelReference ref,
        String digest,
        List<String> tags,
        Optional<String> key,
        Optional<Evidence> evidence,
        boolean dryRun) {
    public Published {
        tags = List.copyOf(tags);
    }
}
