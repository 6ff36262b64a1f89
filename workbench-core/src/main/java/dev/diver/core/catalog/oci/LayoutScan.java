package dev.diver.core.catalog.oci;

import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out from the blobs alone what a layout holds, and from the index what it lacks. */
public final class LayoutScan {
    private final OciLayout layout;
    private final OciJson json;

    public LayoutScan(OciLayout layout, OciJson json) {
        this.layout = layout;
        this.json = json;
    }

    /** What is wrong with a package, one sentence; empty where each blob has its size and digest. */
    public Optional<String> damage(Descriptor descriptor) {
        try {
            var manifest = layout.manifest(descriptor);
            for (var blob : manifest.blobs().toList()) {
                verify(blob);
            }
            return Optional.empty();
        } catch (DiverException e) {
            return Optional.of(e.problem().what() + " " + e.problem().why());
        }
    }

    private void verify(Descriptor blob) {
        try (var in = new VerifyingStream(Files.newInputStream(layout.blob(blob.digest())), blob)) {
            in.finish();
        } catch (java.nio.file.NoSuchFileException e) {
            throw OciLayout.damaged(blob, "Its content is missing.");
        } catch (IOException e) {
            throw OciLayout.damaged(blob, String.valueOf(e.getMessage()));
        }
    }

    /** Whole packages among the blobs, with no annotations other than their own. */
    List<Descriptor> manifests() throws IOException {
        var found = new ArrayList<Descriptor>();
        var blobs = layout.root().resolve("blobs/sha256");
        if (!Files.isDirectory(blobs)) {
            return found;
        }
        List<Path> files;
        try (var listing = Files.list(blobs)) {
            files = listing.sorted().toList();
        }
        for (var file : files) {
            manifest(file).filter(candidate -> damage(candidate).isEmpty()).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Descriptor> manifest(Path file) throws IOException {
        var size = Files.size(file);
        try (var in = Files.newInputStream(file)) {
            if (size > OciLayout.MANIFEST_LIMIT || in.read() != '{') {
                return Optional.empty();
            }
        }
        var content = Files.readAllBytes(file);
        try {
            var manifest = json.read(content, ImageManifest.class, file.toString());
            if (!manifest.mediaType().equals(ImageManifest.MEDIA_TYPE) || manifest.config() == null) {
                return Optional.empty();
            }
            return Optional.of(new Descriptor(
                    manifest.mediaType(), manifest.artifactType(), Digest.of(content), size, manifest.annotations()));
        } catch (DiverException notJson) {
            return Optional.empty();
        }
    }
}
