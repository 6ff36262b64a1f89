package dev.diver.core.catalog.index;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which versions of an index's parts are hidden, where somebody says so of each: asked before the search waits for it. */
final class HiddenVersions {
    /** About each a registry is asked; of a publisher who has hidden more, the others are shown. */
    private static final int MOST = 200;

    private final IndexLines lines;
    private final String catalog;
    private final Predicate<KernelReference> hides;

    HiddenVersions(IndexLines lines, String catalog, Predicate<KernelReference> hides) {
        this.lines = lines;
        this.catalog = catalog;
        this.hides = hides;
    }

    /** @param scratch where the parts are, by their digests */
    Set<Digest> in(IndexPlan plan, Path scratch) throws IOException {
        Map<Digest, KernelReference> said = new LinkedHashMap<>();
        for (var part : plan.missing().stream().distinct().toList()) {
            lines.read(scratch.resolve(part.digest().hex()), IndexLimits.DELTA_LINES, line -> {
                if (said.size() < MOST && !line.isRemoval() && IndexAnnotations.isYanked(line.descriptor())) {
                    var name = line.reference();
                    said.put(
                            line.digest(),
                            new KernelReference(
                                    catalog,
                                    name.name(),
                                    name.tag(),
                                    line.digest().toString()));
                }
            });
        }
        return said.entrySet().stream()
                .filter(one -> hides.test(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
