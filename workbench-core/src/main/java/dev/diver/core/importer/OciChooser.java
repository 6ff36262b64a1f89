package dev.diver.core.importer;

import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.importer.OciIndex.Entry;
import dev.diver.core.importer.OciIndex.Platform;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the one image among those of an index that QEMU on x86 boots. */
final class OciChooser {
    private static final String REF_OF_CONTAINERD = "io.containerd.image.name";
    /** As KraftKit calls QEMU now, and as it did before. */
    private static final List<String> VMMS = List.of("qemu", "kvm");

    private static final int DEEPEST = 3;
    private static final int MOST = 1000;
    private static final int CONFIG_LIMIT = 1 << 20;

    private final String origin;
    private final OciPlace place;
    private final OciJson json;
    private final OciIndex top;
    private final String reference;
    private final List<Chosen> found = new ArrayList<>();
    private int asked;

    /** @param reference which of the top's entries is meant; empty for the only one */
    OciChooser(String origin, OciPlace place, OciJson json, OciIndex top, String reference) {
        this.origin = origin;
        this.place = place;
        this.json = json;
        this.top = top;
        this.reference = reference;
    }

    /**
     * @param entry of the index that leads to it
     * @param reference of the image, such as {@code NAME:TAG}
     */
    record Chosen(Entry entry, ImageManifest manifest, Platform platform, String reference) {
        String name() {
            return reference.replaceFirst("@.*$", "").replaceFirst(":[^/:]*$", "");
        }

        String version() {
            var tag = reference.substring(reference.lastIndexOf('/') + 1);
            return tag.contains("@") || !tag.contains(":") ? "" : tag.substring(tag.lastIndexOf(':') + 1);
        }
    }

    OciPlace place() {
        return place;
    }

    Chosen choose() {
        for (var entry : wanted()) {
            gather(entry, reference(entry), 0);
        }
        for (var vmm : VMMS) {
            for (var one : found) {
                if (one.platform().os().equals(vmm) && one.platform().isX86()) {
                    return one;
                }
            }
        }
        // Not KraftKit's: what is in it is looked at.
        return found.stream()
                .filter(one -> one.platform().isX86() && one.platform().os().equals("linux"))
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        "The image " + Words.line(origin) + " has nothing for QEMU on x86.",
                        found.isEmpty()
                                ? "It is empty."
                                : "It is for "
                                        + found.stream()
                                                .map(one -> one.platform().toString())
                                                .distinct()
                                                .limit(20)
                                                .collect(Collectors.joining(", "))
                                        + ".",
                        "kraft build --plat qemu --arch x86_64 makes one that is."));
    }

    private List<Entry> wanted() {
        var entries = top.manifests();
        if (!reference.isEmpty()) {
            entries = entries.stream()
                    .filter(entry -> names(entry).anyMatch(reference::equals))
                    .toList();
        }
        var all = top.manifests().stream()
                .flatMap(OciChooser::names)
                .distinct()
                .limit(20)
                .collect(Collectors.joining(", "));
        if (entries.isEmpty()) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    Words.line(origin) + " has no image " + Words.line(reference) + ".",
                    all.isEmpty() ? "" : "There are " + Words.line(all) + ".",
                    "");
        }
        if (reference.isEmpty()
                && top.manifests().stream()
                                .flatMap(OciChooser::names)
                                .distinct()
                                .count()
                        > 1) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "Which image of " + Words.line(origin) + " is meant?",
                    "There are " + Words.line(all) + ".",
                    "Write oci:" + Words.line(origin) + ":REF.");
        }
        return entries;
    }

    private static Stream<String> names(Entry entry) {
        return Stream.of(entry.annotation(OciIndex.REF), entry.annotation(REF_OF_CONTAINERD))
                .filter(name -> !name.isEmpty());
    }

    private String reference(Entry entry) {
        return names(entry)
                .filter(name -> name.contains(":"))
                .findFirst()
                .orElse(reference.isEmpty() ? origin : reference);
    }

    private void gather(Entry entry, String called, int depth) {
        if (depth > DEEPEST || ++asked > MOST || entry.digest() == null) {
            throw OciImages.damaged(origin, "Its index leads to more than an image's.");
        }
        var bytes = place.document(entry.descriptor(), (int) OciLayout.MANIFEST_LIMIT);
        if (entry.isIndex()) {
            json.read(bytes, OciIndex.class, "Its index").manifests().forEach(one -> gather(one, called, depth + 1));
            return;
        }
        var manifest = json.read(bytes, ImageManifest.class, "Its manifest");
        if (manifest.config() == null || manifest.blobs().anyMatch(blob -> blob.digest() == null || blob.size() < 0)) {
            throw OciImages.damaged(origin, "Its manifest is none of an image.");
        }
        var platform = Optional.ofNullable(entry.platform())
                .filter(one -> !one.os().isEmpty())
                .orElseGet(() -> json.read(
                                place.document(manifest.config(), CONFIG_LIMIT), OciIndex.Config.class, "Its config")
                        .platform());
        found.add(new Chosen(entry, manifest, platform, called));
    }
}
