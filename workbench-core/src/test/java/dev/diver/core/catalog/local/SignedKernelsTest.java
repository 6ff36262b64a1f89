package dev.diver.core.catalog.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.Evidence;
import dev.diver.core.catalog.KernelDetails;
import dev.diver.core.catalog.PackagedFile;
import dev.diver.core.catalog.SigningKeys.Policy;
import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.Vouched;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.packaging.EvidenceFormat;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.remote.FileCatalogs;
import dev.diver.core.catalog.remote.RemoteCatalog;
import dev.diver.core.catalog.trust.LocalKeys;
import dev.diver.core.catalog.trust.RegistrySignatures;
import dev.diver.core.catalog.trust.SecretKeys;
import dev.diver.core.catalog.trust.Succession;
import dev.diver.core.catalog.trust.minisign.SecretKey;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Role;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A catalog's policy decides about a kernel of a real registry before any of its parts is brought. */
@Timeout(600)
class SignedKernelsTest {
    private static final String REPOSITORY = "kernels/tiny";

    @TempDir
    Path temp;

    private final Cancellation never = new Cancellation();
    private final SecretKey key = SecretKey.generate(new SecureRandom());
    private final List<String> notes = new ArrayList<>();
    private DockerRegistry server;
    private Registry registry;
    private DiverHome home;
    private LocalCatalog catalog;
    private LocalKeys keys;
    private Descriptor published;

    @BeforeEach
    void aKernelThatNobodySigned() throws Exception {
        server = DockerRegistry.open(Files.createDirectories(temp.resolve("registry")));
        registry = new Registry(server.address(), RegistryLogins.NONE, Optional.empty(), new OciJson());
        publish();
        home = DiverHome.in(temp.resolve("home"), Files.createDirectories(temp.resolve("none")));
        Files.createDirectories(temp.resolve("none/kernels"));
        new FileCatalogs(home)
                .add(new RemoteCatalog(
                        "lab", RegistryAddress.parse(server.host() + "/kernels"), List.of(), Optional.empty()));
        keys = new LocalKeys(home, new SecretKeys(home), Clock.systemUTC());
        catalog = new LocalCatalog(home, new HostProgram("/usr/bin:/bin"));
        catalog.open(Progress.NONE, never);
    }

    private void publish() throws Exception {
        var assets = temp.resolve("assets");
        TestKernels.plain(assets.resolve("kernels/tiny"), "tiny", "1.0", "", true, "A tiny kernel");
        var publisher = DiverHome.in(temp.resolve("publisher"), assets);
        try (var theirs = new LocalCatalog(publisher, new HostProgram("/usr/bin:/bin"))) {
            theirs.open(Progress.NONE, never);
        }
        var layout = new OciLayout(publisher.data().resolve("catalog"), new OciJson());
        var described = layout.index().manifests().getFirst();
        for (var blob : layout.manifest(described).blobs().toList()) {
            var file =
                    layout.root().resolve("blobs/sha256").resolve(blob.digest().hex());
            registry.upload(REPOSITORY, blob, file, "", done -> {}, never);
        }
        registry.putManifest(
                REPOSITORY, "1.0", ImageManifest.MEDIA_TYPE, layout.read(described, OciLayout.MANIFEST_LIMIT), never);
        published = registry.manifest(REPOSITORY, "1.0", never).orElseThrow().descriptor();
    }

    @AfterEach
    void close() throws Exception {
        catalog.close();
        registry.close();
        server.close();
    }

    private void sign(SecretKey with, Succession... statements) {
        new RegistrySignatures(registry)
                .put(
                        REPOSITORY,
                        published,
                        RegistrySignatures.sign(with, published.digest(), "lab/tiny:1.0", Instant.now()),
                        with.publicKey(),
                        List.of(statements),
                        never);
    }

    private void pull() {
        notes.clear();
        catalog.pull(
                KernelReference.parse("lab/tiny:1.0"),
                new Progress() {
                    @Override
                    public void report(String message, long done, long total) {
                        // Not asked about here.
                    }

                    @Override
                    public void note(String text) {
                        notes.add(text);
                    }
                },
                never);
    }

    private void refused(String words) throws Exception {
        var problem = assertThrows(DiverException.class, this::pull).problem();
        assertEquals(Problem.Kind.UNTRUSTED, problem.kind(), problem.text());
        assertTrue(problem.text().contains(words), problem.text());
        var store = home.data().resolve("store/blobs/sha256");
        assertFalse(Files.exists(store) && !isEmpty(store), "something was brought");
        var unpacked = home.cache().resolve("kernels");
        assertFalse(Files.exists(unpacked) && !isEmpty(unpacked), "something was unpacked");
    }

    private static boolean isEmpty(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void whatNobodyVouchesForIsRefusedOrWarnedOf() throws Exception {
        keys.setPolicy("lab", new Policy(TrustMode.REQUIRE, true));
        refused("lab/tiny:1.0 of lab is not signed.");
        keys.setPolicy("lab", new Policy(TrustMode.WARN, true));
        pull();
        assertTrue(notes.getFirst().startsWith("Warning: lab/tiny:1.0 of lab is not signed."), notes.toString());
    }

    @Test
    void whoDoesNotLookIsToldNothing() {
        keys.setPolicy("lab", new Policy(TrustMode.OFF, true));
        pull();
        assertEquals(List.of(), notes);
    }

    @Test
    void theFirstKeyIsPinnedAndTold() throws Exception {
        sign(key);
        pull();
        assertTrue(notes.getFirst().contains("the first key seen of lab"), notes.toString());
        assertEquals(List.of("lab"), keys.list().getFirst().catalogs());
        assertEquals(key.publicKey().text(), keys.list().getFirst().key());
    }

    @Test
    void aStrangersKeyIsRefusedAndItsSuccessorIsNot() throws Exception {
        keys.setPolicy("lab", new Policy(TrustMode.REQUIRE, true));
        keys.add(key.publicKey().text(), Optional.of("publisher"), List.of("lab"));
        var stranger = SecretKey.generate(new SecureRandom());
        sign(stranger);
        refused("by no key that is trusted for lab");
        sign(stranger, Succession.make(key, stranger, Instant.now()));
        pull();
        assertTrue(notes.getFirst().contains("which follows publisher by its own word"), notes.toString());
    }

    /** The mirror has no part of the package: only what is said about it. */
    @Test
    void whatMirrorsSayIsJudgedTheSame() throws Exception {
        keys.setPolicy("lab", new Policy(TrustMode.REQUIRE, true));
        keys.add(key.publicKey().text(), Optional.of("publisher"), List.of("lab"));
        try (var first = DockerRegistry.open(Files.createDirectories(temp.resolve("first")));
                var second = DockerRegistry.open(Files.createDirectories(temp.resolve("second")))) {
            var catalogs = new FileCatalogs(home);
            var lab = catalogs.find("lab");
            catalogs.remove("lab");
            catalogs.add(new RemoteCatalog(
                    "lab", lab.address(), List.of(mirror(first.host()), mirror(second.host())), Optional.empty()));
            refused("is not signed");
            var own = registry;
            try (var there = new Registry(second.address(), RegistryLogins.NONE, Optional.empty(), new OciJson())) {
                registry = there;
                sign(SecretKey.generate(new SecureRandom()));
                refused("by no key that is trusted for lab");
                sign(key);
                layEvidence();
            } finally {
                registry = own;
            }
            pull();
            assertEquals(List.of(), notes);
            var page = page();
            assertEquals(Vouched.State.SIGNED, page.vouched().state());
            assertEquals(
                    List.of("publisher", ""),
                    page.evidence().stream().map(Evidence::by).toList());
            // What the catalog itself says is asked first.
            sign(SecretKey.generate(new SecureRandom()));
            assertEquals(Vouched.State.UNKNOWN_KEY, page().vouched().state());
        }
    }

    private static RegistryAddress mirror(String host) {
        return RegistryAddress.parse(host + "/kernels");
    }

    @Test
    void aRevokedKeyIsRefused() throws Exception {
        keys.add(key.publicKey().text(), Optional.of("publisher"), List.of("lab"));
        keys.revoke("publisher", "stolen", Optional.empty(), name -> new char[0]);
        sign(key);
        refused("which was revoked");
    }

    @Test
    void aGoodSignatureIsNoNews() {
        keys.setPolicy("lab", new Policy(TrustMode.REQUIRE, false));
        keys.add(key.publicKey().text(), Optional.of("publisher"), List.of("lab"));
        sign(key);
        pull();
        assertEquals(List.of(), notes);
    }

    private KernelDetails page() {
        return catalog.details(KernelReference.parse("lab/tiny:1.0"), never);
    }

    @Test
    void aPageTellsWhoVouchesAndPinsNothing() {
        assertEquals(Vouched.State.UNSIGNED, page().vouched().state());
        sign(key);
        var page = page();
        assertEquals(Vouched.State.FIRST_KEY, page.vouched().state());
        assertTrue(
                page.vouched().words().contains(key.publicKey().id().toString()),
                page.vouched().words());
        assertEquals(List.of(), keys.list());
        keys.add(key.publicKey().text(), Optional.of("publisher"), List.of("lab"));
        assertEquals(Vouched.State.SIGNED, page().vouched().state());
        keys.revoke("publisher", "stolen", Optional.empty(), name -> new char[0]);
        assertEquals(Vouched.State.REVOKED, page().vouched().state());
        keys.setPolicy("lab", new Policy(TrustMode.OFF, true));
        assertEquals(Vouched.State.UNCHECKED, page().vouched().state());
    }

    @Test
    void aPageOfWhatIsPulledNeedsNoRegistry() throws Exception {
        var asked = page();
        assertEquals(
                List.of(
                        new PackagedFile("boot/image", Role.IMAGE, PackagedFile.UNKNOWN),
                        new PackagedFile("sdk", Role.SDK, PackagedFile.UNKNOWN)),
                asked.files());
        assertFalse(asked.entry().pulled());
        pull();
        server.close();
        var page = page();
        assertEquals(Vouched.State.UNCHECKED, page.vouched().state());
        assertEquals(asked.size(), page.size());
        assertTrue(page.size() > 0);
        assertTrue(page.entry().pulled());
        assertEquals(List.of(page.entry()), page.versions());
        assertEquals(
                List.of(
                        new PackagedFile("boot/image", Role.IMAGE, "image of tiny\n".length()),
                        new PackagedFile("sdk/include/kernel.h", Role.SDK, "int kernel(void);\n".length())),
                page.files());
    }

    @Test
    void evidenceIsOfWhoSignedIt() throws Exception {
        keys.add(key.publicKey().text(), Optional.of("publisher"), List.of("lab"));
        layEvidence();
        assertEquals(
                List.of(
                        new Evidence("qemu", "10.0.2", "exits 0", LocalDate.of(2026, 11, 2), "passed", "publisher"),
                        new Evidence("bhyve ", "1", "boots", LocalDate.of(2026, 1, 1), "", "")),
                page().evidence());
    }

    private void layEvidence() throws Exception {
        var format = new EvidenceFormat(new OciJson());
        var ran = new Evidence("qemu", "10.0.2", "exits 0", LocalDate.of(2026, 11, 2), "passed", "");
        var signed = lay(format.write(ran));
        new RegistrySignatures(registry)
                .put(
                        REPOSITORY,
                        signed,
                        RegistrySignatures.sign(key, signed.digest(), "evidence", Instant.now()),
                        key.publicKey(),
                        List.of(),
                        never);
        lay(format.write(new Evidence("bhyve\u202e", "1", "boots", LocalDate.of(2026, 1, 1), "", "")));
        lay("{\"vmm\": \"qemu\", \"date\": \"yesterday\"}".getBytes(StandardCharsets.UTF_8));
        lay("no evidence".getBytes(StandardCharsets.UTF_8));
        lay(new byte[EvidenceFormat.LIMIT + 1]);
    }

    private Descriptor lay(byte[] evidence) throws Exception {
        var layer = Descriptor.blob(EvidenceFormat.TYPE, Digest.of(evidence), evidence.length);
        registry.upload(REPOSITORY, layer, Files.write(temp.resolve("evidence"), evidence), "", done -> {}, never);
        return registry.putReferrer(
                REPOSITORY,
                new ImageManifest(
                        2,
                        ImageManifest.MEDIA_TYPE,
                        EvidenceFormat.TYPE,
                        layer,
                        List.of(layer),
                        Map.of(),
                        published.with(Map.of())),
                never);
    }
}
