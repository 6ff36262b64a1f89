package dev.diver.core.catalog.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.remote.FileCatalogs;
import dev.diver.core.catalog.remote.RemoteCatalog;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.text.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kernels of a real registry, which skopeo brought there. */
@Timeout(180)
class RegistryCatalogTest {
    @TempDir
    Path temp;

    private DockerRegistry server;
    private DiverHome publisher;
    private DiverHome home;
    private LocalCatalog catalog;

    @BeforeEach
    void open() throws Exception {
        server = DockerRegistry.open(Files.createDirectories(temp.resolve("registry")));
        var assets = temp.resolve("assets");
        TestKernels.plain(assets.resolve("kernels/tiny"), "tiny", "1.0", "", true, "A tiny kernel");
        TestKernels.plain(assets.resolve("kernels/tiny-debug"), "tiny", "1.0", "debug", false, "With more checks");
        publisher = DiverHome.in(temp.resolve("publisher"), assets);
        try (var theirs = new LocalCatalog(publisher, new HostProgram("/usr/bin:/bin"))) {
            theirs.open(Progress.NONE, new Cancellation());
        }
        publish("tiny:1.0", "tiny:1.0");
        publish("tiny:1.0-debug", "tiny:1.0-debug");
        home = DiverHome.in(temp.resolve("home"), Files.createDirectories(temp.resolve("none")));
        Files.createDirectories(temp.resolve("none/kernels"));
        catalogs().add(lab(server.host(), List.of()));
        catalog = opened();
    }

    @AfterEach
    void close() throws Exception {
        catalog.close();
        server.close();
    }

    private LocalCatalog opened() {
        var made = new LocalCatalog(home, new HostProgram("/usr/bin:/bin"));
        made.open(Progress.NONE, new Cancellation());
        return made;
    }

    private FileCatalogs catalogs() {
        return new FileCatalogs(home);
    }

    private static RemoteCatalog lab(String host, List<RegistryAddress> mirrors) {
        return new RemoteCatalog("lab", RegistryAddress.parse(host + "/kernels"), mirrors, Optional.empty());
    }

    private void publish(String local, String remote) throws Exception {
        skopeo(
                "copy",
                "--insecure-policy",
                "--dest-tls-verify=false",
                "oci:" + publisher.data().resolve("catalog") + ":" + local,
                "docker://" + server.host() + "/kernels/" + remote);
    }

    private static void skopeo(String... words) throws Exception {
        var command = new ArrayList<>(List.of("skopeo"));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, said);
    }

    private static KernelReference ref(String text) {
        return KernelReference.parse(text);
    }

    private Problem fails(String reference) {
        return assertThrows(DiverException.class, () -> catalog.pull(ref(reference), Progress.NONE, new Cancellation()))
                .problem();
    }

    private void pull(String reference) {
        catalog.pull(ref(reference), Progress.NONE, new Cancellation());
    }

    @Test
    void isShownPulledAndFoundInTheStore() throws IOException {
        assertEquals("A tiny kernel", catalog.show(ref("lab/tiny:1.0")).summary());
        assertFalse(catalog.entry(ref("lab/tiny:1.0")).pulled());
        var messages = new ArrayList<String>();
        var pulled =
                catalog.pull(ref("lab/tiny:1.0"), (message, done, total) -> messages.add(message), new Cancellation());
        assertEquals("image of tiny\n", Files.readString(pulled.file("boot/image")));
        assertTrue(messages.contains("pulling tiny"), messages.toString());
        var entry = catalog.entry(ref("lab/tiny:1.0"));
        assertTrue(entry.pulled());
        assertEquals("lab/tiny:1.0", entry.ref().toString());
        assertEquals(pulled.digest(), entry.digest());
        // Its own name is not taken: the embedded catalog may have another of it.
        assertEquals(Problem.Kind.NOT_FOUND, fails("tiny:1.0").kind());
        catalog.remove(ref("lab/tiny:1.0"));
        assertFalse(catalog.entry(ref("lab/tiny:1.0")).pulled());
    }

    @Test
    void transfersNothingTwice() throws Exception {
        pull("lab/tiny:1.0");
        var messages = new ArrayList<String>();
        catalog.pull(ref("lab/tiny:1.0"), (message, done, total) -> messages.add(message), new Cancellation());
        assertEquals(List.of("asking lab for tiny"), messages);
        // The other configuration has the same SDK: only its own parts come.
        try (var before = Files.list(home.data().resolve("store/blobs/sha256"))) {
            var blobs = before.count();
            pull("lab/tiny:1.0-debug");
            try (var after = Files.list(home.data().resolve("store/blobs/sha256"))) {
                assertEquals(blobs + 2, after.count(), "a config and a manifest");
            }
        }
    }

    @Test
    void whatWasPulledServesWithoutNetwork() throws Exception {
        pull("lab/tiny:1.0");
        var digest = catalog.entry(ref("lab/tiny:1.0")).digest();
        server.close();
        pull("lab/tiny:1.0");
        assertTrue(catalog.pulled(digest).isPresent());
        pull("lab/tiny@" + digest);
        assertEquals("A tiny kernel", catalog.show(ref("lab/tiny:1.0")).summary());
        assertEquals(Problem.Kind.OFFLINE, fails("lab/tiny:1.0-debug").kind());
    }

    @Test
    void aMirrorServesWhileTheCatalogCannotBeReached() throws Exception {
        catalogs().remove("lab");
        String nobody;
        try (var gone = DockerRegistry.open(Files.createDirectories(temp.resolve("gone")))) {
            nobody = gone.host();
        }
        catalogs().add(lab(nobody, List.of(RegistryAddress.parse(server.host() + "/kernels"))));
        pull("lab/tiny:1.0");
    }

    @Test
    void theWholeAddressIsACatalogToo() {
        pull(server.host() + "/kernels/tiny:1.0");
        assertTrue(catalog.entry(ref(server.host() + "/kernels/tiny:1.0")).pulled());
    }

    @Test
    void tellsWhatThereIsInstead() {
        var version = fails("lab/tiny:1.1");
        assertEquals(Problem.Kind.NOT_FOUND, version.kind());
        assertEquals("Did you mean lab/tiny:1.0?", version.remedy());
        assertTrue(fails("lab/tiny:nonsense").why().contains("1.0-debug, 1.0"));
        // Without one, the newest is meant.
        pull("lab/tiny");
        assertTrue(catalog.entry(ref("lab/tiny:1.0")).pulled());
        assertEquals(Problem.Kind.NOT_FOUND, fails("lab/huge:1.0").kind());
        assertEquals(Problem.Kind.NOT_FOUND, fails("lab/huge").kind());
        var name = fails("lap/tiny:1.0");
        assertEquals("There is no catalog lap.", name.what());
        assertTrue(name.why().contains("lab"), name.text());
    }

    @Test
    void anotherKernelUnderANameIsRefused() throws Exception {
        publish("tiny:1.0", "huge:1.0");
        var problem = fails("lab/huge:1.0");
        assertEquals(Problem.Kind.DAMAGED, problem.kind());
        assertTrue(problem.why().contains("lab/tiny:1.0"), problem.why());
    }

    @Test
    void anImageThatIsNoKernelIsRefused() throws Exception {
        var layout = Files.createDirectories(temp.resolve("other/blobs/sha256"))
                .getParent()
                .getParent();
        var config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                .getBytes(StandardCharsets.UTF_8);
        var configDigest = blob(layout, config);
        var manifest = ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                        + "{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + configDigest
                        + "\",\"size\":" + config.length + "},\"layers\":[]}")
                .getBytes(StandardCharsets.UTF_8);
        var digest = blob(layout, manifest);
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(
                layout.resolve("index.json"),
                "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                        + "\"digest\":\"" + digest + "\",\"size\":" + manifest.length
                        + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"x\"}}]}");
        skopeo(
                "copy",
                "--insecure-policy",
                "--dest-tls-verify=false",
                "oci:" + layout + ":x",
                "docker://" + server.host() + "/kernels/linux:1");
        assertTrue(fails("lab/linux:1").what().endsWith("is no kernel package."));
    }

    private static String blob(Path layout, byte[] content) throws IOException {
        var digest = Digest.of(content);
        Files.write(layout.resolve("blobs/sha256").resolve(digest.hex()), content);
        return digest.toString();
    }

    /** Each of its texts moves the cursor, turns the direction, or is not seen. */
    @Test
    void ofAPackageWithTextsThatHarmNothingIsKeptOrShown() throws Exception {
        var hostile = "a\u001b[2J\u202eb\u2066\u0000c\u200b";
        var json = new ObjectMapper().createObjectNode();
        json.put("name", "evil").put("version", "1").put("architecture", "amd64");
        for (var text : List.of("family", "summary", "description", "licence")) {
            json.put(text, hostile);
        }
        var said = new TreeMap<String, String>();
        said.put("org.opencontainers.image.ref.name", "evil:1");
        for (var text : List.of("version", "description", "licenses", "title")) {
            said.put("org.opencontainers.image." + text, hostile);
        }
        for (var text : List.of("family", "tags", "modes", "configuration", "architecture")) {
            said.put("dev.diver." + text, hostile);
        }
        put("kernels/evil", new ObjectMapper().writeValueAsBytes(json), said);

        var entry = catalog.entry(ref("lab/evil:1"));
        assertTrue(PlainText.isLine(entry.toString()), entry.toString());
        var shown = assertThrows(DiverException.class, () -> catalog.show(ref("lab/evil:1")))
                .problem();
        assertEquals(Problem.Kind.INVALID, shown.kind());
        assertTrue(PlainText.isLines(shown.text()), shown.text());
        var pulled = fails("lab/evil:1");
        assertTrue(pulled.why().contains("nobody sees"), pulled.text());
        assertTrue(PlainText.isLines(pulled.text()), pulled.text());
        assertFalse(catalog.entry(ref("lab/evil:1")).pulled());
    }

    private void put(String repository, byte[] config, Map<String, String> annotations) throws IOException {
        var never = new Cancellation();
        var file = Files.write(temp.resolve("config"), config);
        var blob = Descriptor.blob("application/vnd.diver.kernel.config.v1+json", Digest.of(config), config.length);
        try (var registry = new Registry(server.address(), RegistryLogins.NONE, Optional.empty(), new OciJson())) {
            registry.upload(repository, blob, file, "", done -> {}, never);
            var manifest = new ImageManifest(
                    2, ImageManifest.MEDIA_TYPE, "application/vnd.diver.kernel.v1", blob, List.of(), annotations);
            registry.putManifest(repository, "1", ImageManifest.MEDIA_TYPE, new OciJson().write(manifest), never);
        }
    }

    @Test
    void aNameThatLooksLikeAKnownOneIsWarnedOf() throws Exception {
        TestKernels.plain(temp.resolve("none/kernels/tiny"), "t1ny", "1.0", "", true, "Another one");
        catalog.open(Progress.NONE, new Cancellation());
        assertEquals(List.of("t1ny"), alike("lab/tiny:1.0"));
        assertEquals(List.of(), alike("t1ny"), "it ships with Diver");
        assertEquals(
                List.of(
                        "Warning: lab/tiny is not t1ny, which looks like it. Make sure that it is the one that you mean."),
                warnings("lab/tiny:1.0"));
        // It is here now.
        assertEquals(List.of(), warnings("lab/tiny:1.0"));
        catalog.remove(ref("lab/tiny:1.0"));
        Folders.delete(temp.resolve("none/kernels/tiny"));
        catalog.open(Progress.NONE, new Cancellation());
        assertEquals(List.of(), warnings("lab/tiny:1.0"), "what is gone is known no more");
    }

    private List<String> alike(String reference) {
        return catalog.details(ref(reference), new Cancellation()).alike();
    }

    private List<String> warnings(String reference) {
        var notes = new ArrayList<String>();
        catalog.pull(
                ref(reference),
                new Progress() {
                    @Override
                    public void report(String message, long done, long total) {}

                    @Override
                    public void note(String text) {
                        notes.add(text);
                    }
                },
                new Cancellation());
        return notes.stream().filter(note -> note.contains("looks like")).toList();
    }

    @Test
    void searchingTheEmbeddedCatalogIsAsBefore() {
        pull("lab/tiny:1.0");
        assertEquals(0, catalog.search(CatalogQuery.of("tiny")).total());
    }
}
