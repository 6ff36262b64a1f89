package dev.diver.core.catalog.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageIndex;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.trust.minisign.Minisign;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.job.Cancellation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signatures beside a manifest in Debian's docker-registry. */
@Timeout(600)
class RegistrySignaturesTest {
    private static final String REPOSITORY = "lab/kernel";
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    Path folder;

    private final Cancellation never = new Cancellation();
    private final OciJson json = new OciJson();
    private final SecretKey key = SecretKey.generate(new SecureRandom());
    private DockerRegistry server;
    private Registry registry;
    private RegistrySignatures signatures;
    private Descriptor subject;

    @BeforeEach
    void aPackage() throws Exception {
        server = DockerRegistry.open(folder);
        registry = new Registry(server.address(), RegistryLogins.NONE, Optional.empty(), json);
        signatures = new RegistrySignatures(registry);
        var config = upload("{}".getBytes(StandardCharsets.UTF_8));
        var manifest =
                json.write(new ImageManifest(2, ImageManifest.MEDIA_TYPE, "a/kernel", config, List.of(), Map.of()));
        registry.putManifest(REPOSITORY, "1.0", ImageManifest.MEDIA_TYPE, manifest, never);
        subject = registry.manifest(REPOSITORY, "1.0", never).orElseThrow().descriptor();
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
        server.close();
    }

    private Descriptor upload(byte[] content) throws Exception {
        var blob = Descriptor.blob("application/octet-stream", Digest.of(content), content.length);
        var file = Files.write(folder.resolve(blob.digest().hex()), content);
        registry.upload(REPOSITORY, blob, file, "", done -> {}, never);
        return blob;
    }

    private Descriptor sign(SecretKey with, Succession... statements) {
        return signatures.put(
                REPOSITORY,
                subject,
                RegistrySignatures.sign(with, subject.digest(), "lab/kernel:1.0", NOW),
                with.publicKey(),
                List.of(statements),
                never);
    }

    private List<FoundSignature> found() {
        return signatures.find(REPOSITORY, subject.digest(), never);
    }

    @Test
    void whatWasLaidThereIsFound() throws Exception {
        assertEquals(List.of(), found());
        var next = SecretKey.generate(new SecureRandom());
        var statement = Succession.make(key, next, NOW);
        sign(key);
        sign(next, statement);
        var found = found();
        assertEquals(2, found.size());
        assertEquals(key.publicKey().text(), found.getFirst().offered());
        assertEquals(List.of(statement.text()), found.getLast().statements());

        var policy = new TrustPolicy(TrustMode.REQUIRE, List.of(key.publicKey().id()), false);
        var ring = new KeyRing(List.of(new NamedKey("lab", key.publicKey())), List.of(), List.of());
        var message = subject.digest().toString().getBytes(StandardCharsets.UTF_8);
        assertTrue(Judge.judge(policy, ring, found.subList(0, 1), message) instanceof Verdict.Trusted);
        assertTrue(Judge.judge(policy, ring, found.subList(1, 2), message) instanceof Verdict.Followed);

        // printf %s DIGEST > f; minisign -V -m f -x sig -P KEY
        Files.write(folder.resolve("f"), message);
        Files.writeString(folder.resolve("sig"), found.getFirst().text());
        var checked = new Minisign(folder)
                .run("", "-V", "-m", "f", "-x", "sig", "-P", key.publicKey().text());
        assertEquals(0, checked.status(), checked.said());
        assertTrue(checked.said().contains("package:lab/kernel:1.0"), checked.said());
    }

    @Test
    void itIsAnArtifactAsTheSpecificationHasThem() throws Exception {
        var put = sign(key);
        var manifest = registry.image(
                registry.manifest(REPOSITORY, put.digest().toString(), never).orElseThrow());
        assertEquals("application/vnd.diver.signature.v1", manifest.artifactType());
        assertEquals("application/vnd.oci.empty.v1+json", manifest.config().mediaType());
        assertEquals(
                "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
                manifest.config().digest().toString());
        assertEquals(
                List.of("application/vnd.diver.signature.v1+minisign"),
                manifest.layers().stream().map(Descriptor::mediaType).toList());
        assertEquals(subject.digest(), manifest.subject().digest());
    }

    @Test
    void whatOthersLayBesideItHidesNothing() throws Exception {
        var large = upload(new byte[5000]);
        var small = upload("no signature".getBytes(StandardCharsets.UTF_8));
        junk(large.mediaType(), large, Map.of("n", "1"));
        junk(RegistrySignatures.SIGNATURE_TYPE, large, Map.of("n", "2"));
        junk(RegistrySignatures.SIGNATURE_TYPE, small, Map.of("n", "3"));
        for (var n = 0; n < 3; n++) {
            junk(RegistrySignatures.STATEMENT_TYPE, small, Map.of("n", "4" + n));
        }
        sign(key);
        assertEquals(
                List.of("no signature"),
                found().stream()
                        .map(FoundSignature::text)
                        .filter(text -> !text.startsWith("untrusted"))
                        .toList());
        assertEquals(2, found().size());
        assertEquals(List.of(), signatures.find(REPOSITORY, Digest.of(new byte[] {9}), never));
    }

    private void junk(String type, Descriptor layer, Map<String, String> annotations) {
        registry.putReferrer(
                REPOSITORY,
                new ImageManifest(
                        2,
                        ImageManifest.MEDIA_TYPE,
                        RegistrySignatures.ARTIFACT_TYPE,
                        Descriptor.blob(
                                "application/vnd.oci.empty.v1+json",
                                Digest.of("{}".getBytes(StandardCharsets.UTF_8)),
                                2),
                        List.of(new Descriptor(type, "", layer.digest(), layer.size(), Map.of())),
                        annotations,
                        subject.with(Map.of())),
                never);
    }

    @Test
    void moreThanAHundredAreNotRead() {
        // An index with many, as anybody may write it under the tag of the digest.
        var put = sign(key);
        var many = java.util.stream.IntStream.range(0, 150)
                .mapToObj(n -> new Descriptor(
                        put.mediaType(), put.artifactType(), put.digest(), put.size(), Map.of("n", "" + n)))
                .toList();
        registry.putManifest(
                REPOSITORY,
                "sha256-" + subject.digest().hex(),
                ImageIndex.MEDIA_TYPE,
                json.write(ImageIndex.of(many)),
                never);
        assertEquals(100, found().size());
    }
}
