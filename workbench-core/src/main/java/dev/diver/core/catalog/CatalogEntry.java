package dev.diver.core.catalog;

import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import java.util.List;

/**
 * A kernel package as a search shows it; needs no layer and no config blob. Serialized as is by
 * {@code diver search --json}.
 *
 * @param digest of the package's manifest, {@code sha256:…}
 * @param pulled whether it is in the local store
 */
public record CatalogEntry(
        KernelReference ref,
        String family,
        String version,
        String configuration,
        String summary,
        List<String> tags,
        List<Mode> modes,
        String digest,
        boolean pulled) {}
