package dev.diver.core.importer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.catalog.oci.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes an OCI layout as KraftKit does (its oci/manifest.go, oci/pack.go): one index, a manifest for each VMM. */
final class KraftKitImage {
    static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final Map<String, String> MADE = Map.of("sh.kraftkit.version", "0.11.6");

    private final Path layout;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Map<String, Object>> manifests = new ArrayList<>();

    KraftKitImage(Path layout) throws IOException {
        this.layout = layout;
        Files.createDirectories(layout.resolve("blobs/sha256"));
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    /** A tar with one file, and a link beside it as archives of programs have them. */
    static byte[] tar(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var file = new TarArchiveEntry(name, true);
            file.setSize(content.length);
            tar.putArchiveEntry(file);
            tar.write(content);
            tar.closeArchiveEntry();
            var link = new TarArchiveEntry(name + ".link", (byte) '2');
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    Map<String, Object> blob(String mediaType, byte[] content) throws IOException {
        var digest = Digest.of(content);
        Files.write(layout.resolve("blobs/sha256").resolve(digest.hex()), content);
        return Map.of("mediaType", mediaType, "digest", digest.toString(), "size", content.length);
    }

    /** One image for one VMM. */
    KraftKitImage with(String vmm, String architecture, List<String> command, byte[]... layers) throws IOException {
        var config = blob(
                "application/vnd.oci.image.config.v1+json",
                json.writeValueAsBytes(Map.of(
                        "architecture",
                        architecture,
                        "os",
                        vmm,
                        "config",
                        Map.of("Cmd", command, "Env", List.of("A=b")))));
        var blobs = new ArrayList<Object>();
        for (var layer : layers) {
            blobs.add(blob(LAYER, layer));
        }
        var manifest = blob(
                MANIFEST,
                json.writeValueAsBytes(Map.of(
                        "schemaVersion",
                        2,
                        "mediaType",
                        MANIFEST,
                        "config",
                        config,
                        "layers",
                        blobs,
                        "annotations",
                        MADE)));
        var entry = new java.util.HashMap<>(manifest);
        entry.put(
                "platform",
                Map.of("architecture", architecture, "os", vmm, "os.features", List.of("CONFIG_LIBVFSCORE=y")));
        entry.put("annotations", MADE);
        manifests.add(entry);
        return this;
    }

    /** What the layout's index leads to by a name. */
    KraftKitImage named(String reference) throws IOException {
        return leadingTo(
                reference,
                blob(
                        INDEX,
                        json.writeValueAsBytes(Map.of(
                                "schemaVersion", 2, "mediaType", INDEX, "manifests", manifests, "annotations", MADE))));
    }

    /** As KraftKit keeps it (its oci/handler/directory.go); whom an index had before has the size 32 (oci/manifest.go). */
    Path kept(Path store, String name, String tag) throws IOException {
        var digests = Files.createDirectories(store.resolve("digests")).resolve("sha256");
        Files.move(layout.resolve("blobs/sha256"), digests);
        for (var entry : manifests.subList(0, manifests.size() - 1)) {
            entry.put("size", 32);
        }
        var index = json.writeValueAsBytes(
                Map.of("schemaVersion", 2, "mediaType", INDEX, "manifests", manifests, "annotations", MADE));
        var blob = Files.write(digests.resolve(Digest.of(index).hex()), index);
        var names = Files.createDirectories(store.resolve("indexes").resolve(name));
        Files.createSymbolicLink(names.resolve(tag), blob);
        return store;
    }

    KraftKitImage leadingTo(String reference, Map<String, Object> descriptor) throws IOException {
        var entry = new java.util.HashMap<>(descriptor);
        entry.put("annotations", Map.of("org.opencontainers.image.ref.name", reference));
        Files.write(
                layout.resolve("index.json"),
                json.writeValueAsBytes(Map.of("schemaVersion", 2, "manifests", List.of(entry))));
        return this;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
