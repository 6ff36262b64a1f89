package dev.diver.core.catalog.packaging;

import dev.diver.core.catalog.NetEntry;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.text.PlainText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a published net's manifest says of it, and a catalog's index. Where it runs is what its kernel says of itself, under
 * the same keys as in a kernel's line, so that one search narrows both.
 */
public final class NetAnnotations {
    /** The kernel that it is locked to, by the address of its catalog, and with its digest. */
    static final String KERNEL = "dev.diver.kernel";

    private static final Set<String> OF_A_NET = Set.of(
            KernelAnnotations.REF_NAME,
            KernelAnnotations.TITLE,
            KernelAnnotations.VERSION,
            KernelAnnotations.DESCRIPTION,
            KernelAnnotations.TAGS,
            KernelAnnotations.FAMILY,
            KernelAnnotations.MODES,
            IndexAnnotations.ARCHITECTURE,
            IndexAnnotations.BOOT,
            KERNEL);

    private NetAnnotations() {}

    /**
     * All that its manifest says.
     *
     * @param net its name and version
     * @param kernel that it is locked to
     * @param manifest of that kernel
     */
    public static Map<String, String> of(
            KernelReference net, String summary, List<String> tags, KernelReference kernel, KernelManifest manifest) {
        var annotations = IndexAnnotations.whereItRuns(manifest);
        annotations.put(KernelAnnotations.REF_NAME, net.toString());
        annotations.put(KernelAnnotations.TITLE, net.name());
        annotations.put(KernelAnnotations.VERSION, net.tag());
        annotations.put(KernelAnnotations.DESCRIPTION, summary);
        annotations.put(KernelAnnotations.TAGS, String.join(",", tags));
        annotations.put(KERNEL, kernel.toString());
        annotations.values().removeIf(String::isEmpty);
        return annotations;
    }

    /**
     * All that an index's line says.
     *
     * @param image the net's manifest, whoever wrote it
     * @param signed ids of the keys whose signatures were found and are valid
     */
    public static Map<String, String> line(ImageManifest image, Collection<String> signed) {
        var annotations = new TreeMap<>(image.annotations());
        annotations.keySet().retainAll(OF_A_NET);
        annotations.replaceAll((key, value) -> PlainText.line(value, IndexAnnotations.LONGEST_TEXT));
        annotations.put(IndexAnnotations.SIZE, String.valueOf(size(image)));
        annotations.put(IndexAnnotations.SIGNED, String.join(",", signed));
        annotations.values().removeIf(String::isEmpty);
        return annotations;
    }

    /** As a line, of which a catalog says nothing more. */
    public static Map<String, String> from(String catalog, ImageManifest image) {
        return IndexAnnotations.from(catalog, line(image, List.of()));
    }

    private static long size(ImageManifest image) {
        return image.blobs().mapToLong(Descriptor::size).sum();
    }

    public static boolean isNet(Descriptor descriptor) {
        return descriptor.artifactType().equals(NetPackage.ARTIFACT_TYPE);
    }

    /** The entry that a search shows; empty where the descriptor is none of ours. */
    public static Optional<NetEntry> entry(Descriptor descriptor) {
        return KernelAnnotations.entry(descriptor, false)
                .map(said -> new NetEntry(
                        said.ref(),
                        said.ref().tag(),
                        said.summary(),
                        kernel(descriptor.annotation(KERNEL)),
                        said.tags(),
                        said.modes(),
                        IndexAnnotations.bytes(descriptor),
                        IndexAnnotations.list(descriptor.annotation(IndexAnnotations.SIGNED)),
                        said.digest()));
    }

    private static Optional<KernelReference> kernel(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(KernelReference.parse(text));
        } catch (DiverException none) {
            return Optional.empty();
        }
    }
}
