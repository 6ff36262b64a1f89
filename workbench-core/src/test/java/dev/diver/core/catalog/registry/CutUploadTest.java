package dev.diver.core.catalog.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An upload to a real registry whose connection is cut in each of its phases. */
@Timeout(180)
class CutUploadTest {
    private static final Patience PATIENCE = new Patience(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60), 1, Duration.ofMillis(5), 3);

    @TempDir
    Path folder;

    private final Cancellation never = new Cancellation();
    private DockerRegistry behind;
    private CuttingRegistry before;
    private Registry registry;

    @BeforeEach
    void open() throws Exception {
        behind = DockerRegistry.open(folder);
        before = new CuttingRegistry(behind.host());
        var address = RegistryAddress.parse(before.host());
        registry = new Registry(
                address, new RegistryHttp(address, RegistryLogins.NONE, Optional.empty(), PATIENCE), new OciJson());
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
        before.close();
        behind.close();
    }

    @Test
    void goesOnWhereItIsCutOnce() throws Exception {
        for (var phase : List.of("POST .*/uploads/", "PATCH .*", "PUT .*/uploads/.*")) {
            for (var half : List.of(false, true)) {
                // Of two pieces, where it is cut among them.
                var content = content(phase.startsWith("PATCH") ? BlobUpload.PIECE + 1000 : 100_000);
                before.cut(phase, 1, half);
                upload(content);
                assertTrue(before.hasCut(), phase);
                arrived(content);
            }
        }
    }

    @Test
    void saysSoWhereItIsCutAlwaysAndCanBeDoneAgain() throws Exception {
        for (var phase : List.of("HEAD .*", "POST .*/uploads/", "PATCH .*", "PUT .*/uploads/.*")) {
            var content = content();
            before.cut(phase, Integer.MAX_VALUE, false);
            var problem = assertThrows(DiverException.class, () -> upload(content), phase)
                    .problem();
            assertEquals(Problem.Kind.FAILED, problem.kind());
            assertTrue(problem.what().contains("Uploading to kernel failed: the connection"), problem.text());
            before.mend();
            upload(content);
            arrived(content);
        }
    }

    @Test
    void aManifestIsThereOrNot() throws Exception {
        var content = content();
        var config = upload(content);
        var manifest =
                new OciJson().write(new ImageManifest(2, ImageManifest.MEDIA_TYPE, "", config, List.of(), Map.of()));
        for (var half : List.of(false, true)) {
            var tag = "half-" + half;
            before.cut("PUT .*/manifests/.*", Integer.MAX_VALUE, half);
            var put = assertThrows(
                    DiverException.class,
                    () -> registry.putManifest("kernel", tag, ImageManifest.MEDIA_TYPE, manifest, never));
            assertEquals(Problem.Kind.FAILED, put.problem().kind());
            before.mend();
            registry.putManifest("kernel", tag, ImageManifest.MEDIA_TYPE, manifest, never);
            assertArrayEquals(
                    manifest,
                    registry.manifest("kernel", tag, never).orElseThrow().bytes());
        }
    }

    private int seed;

    private byte[] content() {
        return content(100_000);
    }

    private byte[] content(int size) {
        var content = new byte[size];
        new Random(++seed).nextBytes(content);
        return content;
    }

    private Descriptor upload(byte[] content) throws Exception {
        var file = Files.write(folder.resolve("content"), content);
        var blob = Descriptor.blob("a/b", Digest.of(content), content.length);
        registry.upload("kernel", blob, file, "", done -> {}, never);
        return blob;
    }

    private void arrived(byte[] content) throws Exception {
        var blob = Descriptor.blob("a/b", Digest.of(content), content.length);
        var file = folder.resolve("arrived");
        Files.deleteIfExists(file);
        registry.download("kernel", blob, file, done -> {}, never);
        assertArrayEquals(content, Files.readAllBytes(file));
    }
}
