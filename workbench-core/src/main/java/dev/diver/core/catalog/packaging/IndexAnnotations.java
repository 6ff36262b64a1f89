package dev.diver.core.catalog.packaging;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.SizeClass;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.Mode;
import dev.diver.core.text.PlainText;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a catalog's index says of a package beside the package's own annotations. It is not in the package, whose digest
 * would be another one with each new thing that an index tells.
 */
public final class IndexAnnotations {
    public static final String ARCHITECTURE = "dev.diver.architecture";
    public static final String BOOT = "dev.diver.boot";
    public static final String SIZE = "dev.diver.size";
    public static final String SIGNED = "dev.diver.signed";
    public static final String TESTED = "dev.diver.tested";

    /**
     * Why a version is not to be used for anything new, one line of the publisher's; whoever is locked to it still gets it.
     * In an index alone: a package's own manifest never changes.
     */
    public static final String YANKED = "dev.diver.yanked";

    private static final int MOST_VALUES = 32;
    private static final int LONGEST_VALUE = 100;
    static final int LONGEST_TEXT = 1000;

    private IndexAnnotations() {}

    /**
     * All that an index's line says.
     *
     * @param image the package's manifest
     * @param signed ids of the keys whose signatures were found and are valid
     */
    public static Map<String, String> of(KernelManifest manifest, ImageManifest image, Collection<String> signed) {
        var annotations = new TreeMap<>(KernelAnnotations.of(manifest));
        annotations.putAll(whereItRuns(manifest));
        // Of one that comes from elsewhere when it is pulled, nobody knows.
        if (manifest.source().filter(source -> source.exactVersion().isEmpty()).isEmpty()) {
            annotations.put(
                    SIZE,
                    String.valueOf(image.blobs().mapToLong(Descriptor::size).sum()));
        }
        annotations.put(SIGNED, joined(signed, Function.identity()));
        annotations.put(TESTED, joined(manifest.verified(), KernelManifest.Verified::vmm));
        annotations.values().removeIf(String::isEmpty);
        return annotations;
    }

    static Map<String, String> whereItRuns(KernelManifest manifest) {
        var annotations = new TreeMap<String, String>();
        annotations.put(KernelAnnotations.FAMILY, manifest.family());
        annotations.put(
                KernelAnnotations.MODES,
                manifest.modes().stream().map(Mode::word).collect(Collectors.joining(",")));
        annotations.put(ARCHITECTURE, manifest.architecture());
        annotations.put(BOOT, joined(manifest.boot(), boot -> word(boot.protocol())));
        return annotations;
    }

    /** What is known of what an index's line says, as plain text, and which catalog says it. */
    public static Map<String, String> from(String catalog, Map<String, String> said) {
        var annotations = new TreeMap<>(KernelAnnotations.from(catalog, said));
        for (var key : List.of(ARCHITECTURE, BOOT, SIZE, SIGNED, TESTED, YANKED, NetAnnotations.KERNEL)) {
            if (said.containsKey(key)) {
                annotations.put(key, said.get(key));
            }
        }
        annotations.replaceAll((key, value) -> PlainText.line(value, LONGEST_TEXT));
        return annotations;
    }

    public static boolean isYanked(Descriptor descriptor) {
        return !descriptor.annotation(YANKED).isEmpty();
    }

    /** The same, hidden no more. */
    public static Descriptor shown(Descriptor descriptor) {
        var annotations = new TreeMap<>(descriptor.annotations());
        annotations.remove(YANKED);
        return descriptor.with(annotations);
    }

    private static <T> String joined(Collection<T> values, Function<T, String> word) {
        return values.stream().map(word).distinct().collect(Collectors.joining(","));
    }

    /** As a manifest's JSON writes it. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A package's values of a facet, as they are shown; bounded. */
    public static List<String> values(Facet facet, CatalogEntry entry, Descriptor descriptor, String catalog) {
        return switch (facet) {
            case TAG -> entry.tags();
            case FAMILY -> List.of(entry.family());
            case LICENCE -> List.of(KernelAnnotations.licence(descriptor));
            case MODE -> entry.modes().stream().map(Mode::word).toList();
            case ARCHITECTURE -> list(descriptor.annotation(ARCHITECTURE));
            case BOOT -> list(descriptor.annotation(BOOT));
            case SIZE ->
                bytes(descriptor).stream()
                        .mapToObj(SizeClass::of)
                        .map(SizeClass::word)
                        .toList();
            case SIGNED -> list(descriptor.annotation(SIGNED));
            case TESTED -> list(descriptor.annotation(TESTED));
            case CATALOG -> List.of(catalog);
        };
    }

    static OptionalLong bytes(Descriptor descriptor) {
        var bytes = descriptor.annotation(SIZE);
        return bytes.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(bytes)) : OptionalLong.empty();
    }

    static List<String> list(String text) {
        return Arrays.stream(PlainText.line(text, LONGEST_TEXT).split(",", MOST_VALUES + 1))
                .limit(MOST_VALUES)
                .filter(word -> !word.isBlank() && word.length() <= LONGEST_VALUE)
                .toList();
    }
}
