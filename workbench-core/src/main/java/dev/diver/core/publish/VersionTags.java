package dev.diver.core.publish;

import dev.diver.core.kernel.KernelManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tags of a package's repository. A version's own, {@code VERSION} or {@code VERSION-CONFIGURATION}, never moves. On top of
 * it others do: {@code VERSION} to the version's default configuration, {@code CONFIGURATION} and {@code latest} to the newest.
 */
final class VersionTags {
    static final String LATEST = "latest";

    /** What is no version: claims, and what stands for a manifest's referrers. */
    private static final Pattern OTHERS = Pattern.compile("(?:claim-|sha256-).*|" + LATEST);

    private VersionTags() {}

    static boolean isVersion(String tag) {
        return !OTHERS.matcher(tag).matches();
    }

    /** Tags that move to a kernel, whatever they led to before. */
    static List<String> ofTheVersion(KernelManifest manifest) {
        return manifest.isDefault() && !manifest.configuration().isEmpty() ? List.of(manifest.version()) : List.of();
    }

    /** Tags that move to a kernel where it is newer than what they lead to. */
    static List<String> ofTheNewest(KernelManifest manifest) {
        var tags = new ArrayList<String>();
        if (!manifest.configuration().isEmpty()) {
            tags.add(manifest.configuration());
        }
        if (manifest.isDefault() || manifest.configuration().isEmpty()) {
            tags.add(LATEST);
        }
        return tags;
    }
}
