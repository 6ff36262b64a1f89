package dev.diver.core.catalog.packaging;

import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.text.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a package's manifest and its descriptor in an index carry as annotations, so that listing and searching a catalog
 * reads neither config nor layer. The first block of keys is OCI's ("Pre-Defined Annotation Keys").
 */
public final class KernelAnnotations {
    public static final String REF_NAME = "org.opencontainers.image.ref.name";
    static final String TITLE = "org.opencontainers.image.title";
    static final String VERSION = "org.opencontainers.image.version";
    static final String DESCRIPTION = "org.opencontainers.image.description";
    static final String LICENCES = "org.opencontainers.image.licenses";

    static final String CONFIGURATION = "dev.diver.configuration";
    static final String DEFAULT = "dev.diver.default";
    static final String FAMILY = "dev.diver.family";
    static final String TAGS = "dev.diver.tags";
    static final String MODES = "dev.diver.modes";

    private static final int LONGEST_LINE = 300;

    /** The catalog that a package came from; never of the package itself, but set by whoever fetched it. */
    static final String CATALOG = "dev.diver.catalog";

    private static final Set<String> OF_A_PACKAGE =
            Set.of(REF_NAME, TITLE, VERSION, DESCRIPTION, LICENCES, CONFIGURATION, DEFAULT, FAMILY, TAGS, MODES);

    private KernelAnnotations() {}

    /** What a package from a registry says of itself, and where it is from. */
    public static Map<String, String> from(String catalog, Map<String, String> said) {
        var annotations = new TreeMap<>(said);
        annotations.keySet().retainAll(OF_A_PACKAGE);
        annotations.put(CATALOG, catalog);
        return annotations;
    }

    public static Map<String, String> of(KernelManifest manifest) {
        var annotations = new TreeMap<String, String>();
        annotations.put(REF_NAME, manifest.reference().toString());
        annotations.put(TITLE, manifest.name());
        annotations.put(VERSION, manifest.version());
        annotations.put(DESCRIPTION, manifest.summary());
        annotations.put(LICENCES, manifest.licence());
        annotations.put(CONFIGURATION, manifest.configuration());
        annotations.put(DEFAULT, String.valueOf(manifest.isDefault()));
        annotations.put(FAMILY, manifest.family());
        annotations.put(TAGS, String.join(",", manifest.tags()));
        annotations.put(MODES, manifest.modes().stream().map(Mode::word).collect(Collectors.joining(",")));
        return annotations;
    }

    /** The reference that a descriptor of an index says it has; empty where it is none of ours. */
    public static Optional<KernelReference> reference(Descriptor descriptor) {
        try {
            var own = KernelReference.parse(descriptor.annotation(REF_NAME));
            return own.catalog().isEmpty() ? Optional.of(own.in(descriptor.annotation(CATALOG))) : Optional.empty();
        } catch (DiverException foreign) {
            return Optional.empty();
        }
    }

    /** Empty where it says none. */
    public static String licence(Descriptor descriptor) {
        return line(descriptor.annotation(LICENCES));
    }

    public static boolean isDefault(Descriptor descriptor) {
        return descriptor.annotation(DEFAULT).equals("true");
    }

    /** The entry that a search shows; empty where the descriptor is none of ours. Texts are cut to a line's length. */
    public static Optional<CatalogEntry> entry(Descriptor descriptor, boolean pulled) {
        return reference(descriptor)
                .map(reference -> new CatalogEntry(
                        reference,
                        line(descriptor.annotation(FAMILY)),
                        line(descriptor.annotation(VERSION)),
                        line(descriptor.annotation(CONFIGURATION)),
                        line(descriptor.annotation(DESCRIPTION)),
                        list(descriptor.annotation(TAGS)),
                        modes(descriptor.annotation(MODES)),
                        descriptor.digest().toString(),
                        pulled));
    }

    private static List<Mode> modes(String words) {
        // A newer Diver may know more modes; those are not ours to offer.
        return list(words).stream()
                .flatMap(word ->
                        Arrays.stream(Mode.values()).filter(mode -> mode.word().equals(word)))
                .toList();
    }

    private static List<String> list(String text) {
        return Arrays.stream(line(text).split(","))
                .filter(word -> !word.isBlank())
                .toList();
    }

    private static String line(String text) {
        return PlainText.line(text, LONGEST_LINE);
    }
}
