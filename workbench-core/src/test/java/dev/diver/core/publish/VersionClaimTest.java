package dev.diver.core.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.remote.RemoteCatalog;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several publishers of one version at once, at a registry that would overwrite it without a word. */
@Timeout(600)
class VersionClaimTest {
    @TempDir
    Path temp;

    private final OciJson json = new OciJson();
    private final Cancellation never = new Cancellation();
    private DockerRegistry server;
    private Registry registry;
    private Target target;

    @BeforeEach
    void open() throws Exception {
        server = DockerRegistry.open(Files.createDirectories(temp.resolve("registry")));
        registry = new Registry(server.address(), RegistryLogins.NONE, Optional.empty(), json);
        target = new Target(new RemoteCatalog("lab", server.address(), List.of(), Optional.empty()), registry, "tiny");
        target.upload(Target.EMPTY.mediaType(), Target.NOTHING, never);
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
        server.close();
    }

    /** A manifest of its own, by its digest. */
    private byte[] manifest(String who) throws Exception {
        var layer = target.upload("text/plain", who.getBytes(StandardCharsets.UTF_8), never);
        var bytes = json.write(new ImageManifest(
                2, ImageManifest.MEDIA_TYPE, "application/vnd.test", Target.EMPTY, List.of(layer), Map.of()));
        target.put(Digest.of(bytes).toString(), bytes, never);
        return bytes;
    }

    private VersionClaim claim(String tag, byte[] manifest) {
        return new VersionClaim(target, tag, Digest.of(manifest), json, never);
    }

    private Digest found(String tag) {
        return target.find(tag, never)
                .map(Registry.Stored::descriptor)
                .map(Descriptor::digest)
                .orElseThrow();
    }

    @Test
    void ofManyAtOnceOneWinsAndTheOthersAreTold() throws Exception {
        var publishers = 3;
        for (var round = 0; round < 4; round++) {
            var tag = "1." + round;
            var start = new CyclicBarrier(publishers);
            var manifests = new ArrayList<byte[]>();
            for (var who = 0; who < publishers; who++) {
                manifests.add(manifest(tag + " by " + who));
            }
            List<Future<Digest>> results = new ArrayList<>();
            try (var threads = Executors.newFixedThreadPool(publishers)) {
                for (var manifest : manifests) {
                    results.add(threads.submit(() -> {
                        start.await();
                        claim(tag, manifest).put(manifest);
                        // What it was told holds from this moment on.
                        assertEquals(Digest.of(manifest), found(tag));
                        return Digest.of(manifest);
                    }));
                }
            }
            var won = results.stream()
                    .filter(result -> result.state() == Future.State.SUCCESS)
                    .toList();
            assertEquals(1, won.size(), results.toString());
            assertEquals(won.getFirst().resultNow(), found(tag));
            assertEquals(List.of(), claims(), "what everybody has withdrawn is left");
            for (var result : results) {
                if (result.state() == Future.State.FAILED) {
                    var told = (DiverException) result.exceptionNow();
                    assertEquals(
                            Problem.Kind.IN_USE,
                            told.problem().kind(),
                            told.problem().text());
                    assertTrue(
                            told.problem().what().contains("lab/tiny:" + tag),
                            told.problem().text());
                }
            }
        }
    }

    @Test
    void aSecondVersionIsRefusedAndTheSameIsNone() throws Exception {
        var first = manifest("first");
        assertFalse(claim("2.0", first).isThere());
        claim("2.0", first).put(first);
        claim("2.0", first).put(first);
        var second = manifest("second");
        assertThrows(DiverException.class, () -> claim("2.0", second).isThere());
        assertThrows(DiverException.class, () -> claim("2.0", second).put(second));
        assertEquals(Digest.of(first), found("2.0"));
    }

    @Test
    void whoHasWithdrawnHoldsUpNobody() throws Exception {
        var cancelled = new Cancellation();
        var first = manifest("first");
        var claim = new VersionClaim(target, "3.0", Digest.of(first), json, cancelled);
        cancelled.cancel();
        assertThrows(DiverException.class, () -> claim.put(first));
        var second = manifest("second");
        claim("3.0", second).put(second);
        assertEquals(Digest.of(second), found("3.0"));
    }

    private List<String> claims() {
        return registry.tags("tiny", never).stream()
                .filter(tag -> tag.startsWith("claim-"))
                .sorted()
                .toList();
    }

    /** Others were cut while they had a claim: of a version that is there, and of one that is not yet. */
    @Test
    void claimsOfVersionsThatAreThereAreRemoved() throws Exception {
        for (var version : List.of("4.0", "5.0")) {
            target.put(
                    "claim-000000000000-" + version,
                    json.write(new ImageManifest(
                            2,
                            ImageManifest.MEDIA_TYPE,
                            VersionClaim.ARTIFACT_TYPE,
                            Target.EMPTY,
                            List.of(),
                            Map.of("dev.diver.claim", "claimed", "dev.diver.claim.of", version))),
                    never);
        }
        var manifest = manifest("4.0");
        // What only has such a name is another's.
        target.put("claim-of-others", manifest, never);
        var claim = claim("4.0", manifest);
        claim.put(manifest);
        claim.removeOld();
        assertEquals(List.of("claim-000000000000-5.0", "claim-of-others"), claims());
        assertEquals(Digest.of(manifest), found("4.0"));
    }

    @Test
    void whereNothingCanBeDeletedWhatIsWithdrawnHoldsUpNobody() throws Exception {
        try (var keeping = DockerRegistry.keepingAll(Files.createDirectories(temp.resolve("keeping")));
                var there = new Registry(keeping.address(), RegistryLogins.NONE, Optional.empty(), json)) {
            target =
                    new Target(new RemoteCatalog("lab", keeping.address(), List.of(), Optional.empty()), there, "tiny");
            target.upload(Target.EMPTY.mediaType(), Target.NOTHING, never);
            var start = System.nanoTime();
            for (var version : List.of("6.0", "6.1")) {
                var manifest = manifest(version);
                var claim = claim(version, manifest);
                claim.put(manifest);
                claim.removeOld();
                assertEquals(Digest.of(manifest), found(version));
            }
            var left = there.tags("tiny", never).stream()
                    .filter(tag -> tag.startsWith("claim-"))
                    .count();
            assertEquals(2, left);
            assertTrue(System.nanoTime() - start < 20_000_000_000L, "somebody waited for the dead");
        }
    }
}
