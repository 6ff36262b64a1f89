package dev.diver.core.catalog.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever a catalog's descriptor says, what is shown of it is plain. */
class HostileAnnotationsTest {
    private static final List<String> KEYS = List.of(
            KernelAnnotations.TITLE,
            KernelAnnotations.VERSION,
            KernelAnnotations.DESCRIPTION,
            KernelAnnotations.LICENCES,
            KernelAnnotations.CONFIGURATION,
            KernelAnnotations.FAMILY,
            KernelAnnotations.TAGS,
            KernelAnnotations.MODES,
            IndexAnnotations.ARCHITECTURE,
            IndexAnnotations.BOOT,
            IndexAnnotations.SIGNED,
            IndexAnnotations.TESTED);

    private static Descriptor hostile() {
        var said = new TreeMap<String, String>();
        KEYS.forEach(key -> said.put(key, "a\u001b[2J\u0000b,\u202ec\u2066,d\u200b\n".repeat(500)));
        said.put(KernelAnnotations.REF_NAME, "kernel:1.0");
        return new Descriptor(ImageManifest.MEDIA_TYPE, PackageFormat.ARTIFACT_TYPE, Digest.of(new byte[1]), 1, said);
    }

    @Test
    void ofAnyLayoutAreShownPlain() {
        var descriptor = hostile();
        var entry = KernelAnnotations.entry(descriptor, false).orElseThrow();
        var shown = new ArrayList<>(List.of(
                entry.family(),
                entry.version(),
                entry.configuration(),
                entry.summary(),
                KernelAnnotations.licence(descriptor)));
        shown.addAll(entry.tags());
        for (var facet : Facet.values()) {
            shown.addAll(IndexAnnotations.values(facet, entry, descriptor, "lab"));
        }
        assertTrue(shown.size() > 20, shown.toString());
        shown.forEach(text -> assertTrue(PlainText.isLine(text) && text.length() <= 300, text));
    }

    @Test
    void ofAnIndexAreKeptPlain() {
        var kept = IndexAnnotations.from("lab", hostile().annotations());
        assertTrue(kept.keySet().containsAll(KEYS));
        kept.values().forEach(text -> assertTrue(PlainText.isLine(text) && text.length() <= 1000, text));
    }

    @Test
    void aReferenceIsOfPlainLettersOrNone() {
        for (var name : List.of(
                "kernel\u200b:1", "k\u0435rnel:1", "Kernel:1", "kernel:1\u202e", "other/kernel:1", "kernel:1\n")) {
            var descriptor = hostile().with(java.util.Map.of(KernelAnnotations.REF_NAME, name));
            assertEquals(Optional.empty(), KernelAnnotations.entry(descriptor, false), name);
        }
    }
}
