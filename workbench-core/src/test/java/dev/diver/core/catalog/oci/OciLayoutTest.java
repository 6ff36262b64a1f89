package dev.diver.core.catalog.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.core.Mutations;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciLayoutTest {
    private final OciJson json = new OciJson();

    @TempDir
    Path root;

    private byte[] index() {
        var digest = Digest.of(new byte[] {1});
        var descriptor = new Descriptor(
                "application/vnd.oci.image.manifest.v1+json", "", digest, 1, Map.of("a.b", "c", "d", ""));
        return json.write(ImageIndex.of(List.of(descriptor, descriptor)));
    }

    @Test
    void anIndexThatIsBrokenIsSaidToBe() {
        var layout = new OciLayout(root, json);
        Mutations.of(index(), bytes -> {
            write("index.json", bytes);
            takenOrDamaged(layout::index);
            takenOrDamaged(() -> layout.forEach(descriptor -> {}));
        });
    }

    @Test
    void aManifestThatIsBrokenIsSaidToBe() {
        var layout = new OciLayout(root, json);
        var config = new Descriptor("application/json", "", Digest.of(new byte[0]), 0, Map.of());
        var manifest = json.write(new ImageManifest(
                2, "application/vnd.oci.image.manifest.v1+json", "", config, List.of(config), Map.of()));
        Mutations.of(manifest, bytes -> {
            var descriptor = new Descriptor(
                    "application/vnd.oci.image.manifest.v1+json", "", Digest.of(bytes), bytes.length, Map.of());
            write(root.relativize(layout.blob(descriptor.digest())).toString(), bytes);
            takenOrDamaged(() -> layout.manifest(descriptor));
        });
    }

    private void write(String name, byte[] bytes) {
        try {
            var file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            Files.writeString(root.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void takenOrDamaged(Runnable parse) {
        try {
            parse.run();
        } catch (DiverException e) {
            assertEquals(Problem.Kind.DAMAGED, e.problem().kind(), e::toString);
        }
    }
}
