package dev.diver.core.catalog.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.KernelPackage;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(400)
class LocalCatalogTest {
    @TempDir
    Path temp;

    private DiverHome home;
    private LocalCatalog catalog;

    @BeforeEach
    void anEmbeddedCatalogOfTwoKernels() throws IOException {
        var assets = temp.resolve("assets");
        TestKernels.plain(assets.resolve("kernels/tiny"), "tiny", "0.1.0", "small", true, "A tiny kernel");
        TestKernels.built(assets.resolve("kernels/made"));
        home = DiverHome.in(temp.resolve("home"), assets);
        catalog = open();
    }

    private LocalCatalog open() {
        var opened = new LocalCatalog(home, new HostProgram(System.getenv("PATH")));
        opened.open(Progress.NONE, new Cancellation());
        return opened;
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void theFirstStartFillsItFromTheAssets() {
        var found = catalog.search(CatalogQuery.of(""));
        assertEquals(
                List.of("made:1.0", "tiny:0.1.0-small"),
                found.entries().stream().map(entry -> entry.ref().toString()).toList());
        assertFalse(found.entries().getFirst().pulled());
        assertEquals(2, found.total());
    }

    @Test
    void aDamagedStoreDoesNotStopASearch() throws IOException {
        catalog.pull(KernelReference.parse("tiny"), Progress.NONE, new Cancellation());
        assertTrue(catalog.search(CatalogQuery.of("tiny")).entries().getFirst().pulled());
        Files.writeString(home.data().resolve("store/index.json"), "{\"manifests\": [");
        var found = catalog.search(CatalogQuery.of("tiny"));
        assertEquals(1, found.total());
        assertFalse(found.entries().getFirst().pulled());
        var problem = found.storeProblem().orElseThrow();
        assertEquals(Problem.Kind.DAMAGED, problem.kind());
        assertTrue(problem.remedy().contains("doctor --repair"), problem::text);
    }

    @Test
    void aChangedAssetReplacesItsEntryAndARemovedOneGoes() throws IOException {
        var before = catalog.entry(KernelReference.parse("tiny:0.1.0-small")).digest();
        TestKernels.plain(
                home.assets().resolve("kernels/tiny"), "tiny", "0.1.0", "small", true, "A tiny kernel, changed");
        Folders.delete(home.assets().resolve("kernels/made"));
        catalog.open(Progress.NONE, new Cancellation());
        var entry = catalog.search(CatalogQuery.of("")).entries();
        assertEquals(1, entry.size());
        assertNotEquals(before, entry.getFirst().digest());
    }

    @Test
    void aReferenceMeansTheVersionsDefaultOrTheNewest() {
        assertEquals("tiny:0.1.0-small", shown("tiny:0.1.0"));
        assertEquals("tiny:0.1.0-small", shown("tiny"));
        var digest = catalog.entry(KernelReference.parse("tiny")).digest();
        assertEquals("tiny:0.1.0-small", shown("tiny@" + digest));
        var failure = assertThrows(DiverException.class, () -> shown("tyni:0.1.0"));
        assertEquals(Problem.Kind.NOT_FOUND, failure.problem().kind());
        assertTrue(
                failure.problem().remedy().contains("tiny:0.1.0-small"),
                failure.problem().remedy());
        var far = assertThrows(DiverException.class, () -> shown("entirely-else:0.1.0"));
        assertEquals("diver search lists what there is.", far.problem().remedy());
    }

    /** The order of Map.of differs between processes; a lock must hold in each of them. */
    @Test
    void aPackageHasTheSameBytesInEachProcess() throws IOException {
        var digest = catalog.entry(KernelReference.parse("tiny")).digest();
        var manifest = new ObjectMapper().readTree(blob(digest).toFile());
        var keys = new ArrayList<String>();
        manifest.get("annotations").fieldNames().forEachRemaining(keys::add);
        assertEquals(keys.stream().sorted().toList(), keys);
        assertTrue(keys.size() > 5, keys.toString());
    }

    @Test
    void aMissingToolIsNamedWhereItsKernelIsAskedFor() throws IOException {
        catalog.close();
        Folders.delete(home.data());
        var tools = Files.createDirectory(temp.resolve("bin"));
        Files.createSymbolicLink(tools.resolve("make"), Path.of("/usr/bin/make"));
        catalog = new LocalCatalog(home, new HostProgram(tools.toString()));
        var said = new ArrayList<String>();
        catalog.open((message, done, total) -> said.add(message), new Cancellation());
        assertTrue(said.contains("not in the catalog: made. gcc is missing on this machine."), said.toString());
        var failure = assertThrows(DiverException.class, () -> shown("made"));
        assertEquals(Problem.Kind.MISSING_TOOL, failure.problem().kind());
        assertTrue(
                failure.problem().text().contains("gcc is missing"),
                failure.problem().text());
        // The others are there, and this one comes once the tool is.
        assertEquals("tiny:0.1.0-small", shown("tiny"));
        catalog.close();
        catalog = open();
        assertEquals("made:1.0", shown("made"));
    }

    /** Each blob has the size and digest that it should have; only what the archive holds is wrong. */
    @Test
    void ofAHostilePackageNothingIsKept() throws IOException {
        var layout = new OciLayout(home.data().resolve("catalog"), new OciJson());
        var tiny = layout.index().manifests().stream()
                .filter(one -> one.annotations().containsValue("tiny:0.1.0-small"))
                .findFirst()
                .orElseThrow();
        var good = layout.manifest(tiny);
        var archive = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(archive), "UTF-8")) {
            var link = new TarArchiveEntry("boot", TarConstants.LF_SYMLINK);
            link.setLinkName(temp.toString());
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
            tar.putArchiveEntry(new TarArchiveEntry("boot/image"));
            tar.closeArchiveEntry();
        }
        var annotations = Map.of("org.opencontainers.image.ref.name", "evil:1.0");
        try (var staging = layout.stage()) {
            var layer = staging.put(PackageFormat.LAYER_TYPE, archive.toByteArray());
            var image = new ImageManifest(
                    2,
                    ImageManifest.MEDIA_TYPE,
                    PackageFormat.ARTIFACT_TYPE,
                    good.config(),
                    List.of(layer),
                    annotations);
            var blob = staging.put(ImageManifest.MEDIA_TYPE, new OciJson().write(image));
            layout.commit(
                    staging,
                    before -> Stream.concat(before.stream(), Stream.of(blob.with(annotations)))
                            .toList(),
                    new Cancellation());
        }
        var evil = KernelReference.parse("evil:1.0");
        for (var times = 0; times < 2; times++) {
            var failure =
                    assertThrows(DiverException.class, () -> catalog.pull(evil, Progress.NONE, new Cancellation()));
            assertEquals(Problem.Kind.DAMAGED, failure.problem().kind());
            assertTrue(
                    failure.problem().what().contains("link"), failure.problem().what());
            assertFalse(catalog.entry(evil).pulled());
            assertTrue(isEmpty(home.cache().resolve("kernels")));
            assertTrue(isEmpty(home.data().resolve("store/staging")));
            assertFalse(Files.exists(temp.resolve("image")));
        }
    }

    private Path blob(String digest) {
        return home.data().resolve("catalog/blobs/sha256").resolve(digest.substring("sha256:".length()));
    }

    @Test
    void anEmptyCatalogIsNoDamage() throws IOException {
        Folders.delete(home.assets().resolve("kernels"));
        Files.createDirectories(home.assets().resolve("kernels"));
        catalog.open(Progress.NONE, new Cancellation());
        assertEquals(0, catalog.search(CatalogQuery.of("")).total());
        assertTrue(catalog.check(false, Progress.NONE).ok());
    }

    private String shown(String reference) {
        return catalog.show(KernelReference.parse(reference)).reference().toString();
    }

    @Test
    void pullingVerifiesUnpacksAndIsRemembered() throws IOException {
        var steps = new ArrayList<String>();
        var pulled = catalog.pull(
                KernelReference.parse("made"), (message, done, total) -> steps.add(message), new Cancellation());
        assertEquals("an image\n", Files.readString(pulled.file("boot/image")));
        assertTrue(steps.contains("pulling made:1.0"), steps.toString());
        assertTrue(catalog.entry(KernelReference.parse("made")).pulled());
        assertEquals(
                pulled.digest(), catalog.pulled(pulled.digest()).orElseThrow().digest());

        steps.clear();
        catalog.pull(KernelReference.parse("made"), (message, done, total) -> steps.add(message), new Cancellation());
        assertEquals(List.of(), steps);

        catalog.remove(KernelReference.parse("made"));
        assertFalse(catalog.entry(KernelReference.parse("made")).pulled());
        assertTrue(catalog.pulled(pulled.digest()).isEmpty());
    }

    @Test
    void aKernelRemovedFromTheCatalogIsStillInTheStore() {
        var pulled = catalog.pull(KernelReference.parse("made"), Progress.NONE, new Cancellation());
        Folders.delete(home.assets().resolve("kernels/made"));
        catalog.open(Progress.NONE, new Cancellation());
        assertEquals(pulled, catalog.pulled(pulled.digest()).orElseThrow());
        assertEquals(pulled, catalog.pull(KernelReference.parse("made:1.0"), Progress.NONE, new Cancellation()));
    }

    @Test
    void cancellingLeavesNothingInTheStore() throws IOException {
        var cancellation = new Cancellation();
        var failure = assertThrows(
                DiverException.class,
                () -> catalog.pull(
                        KernelReference.parse("made"), (message, done, total) -> cancellation.cancel(), cancellation));
        assertEquals(Problem.Kind.CANCELLED, failure.problem().kind());
        assertFalse(catalog.entry(KernelReference.parse("made")).pulled());
        try (var staged = Files.list(home.data().resolve("store/staging"))) {
            assertEquals(List.of(), staged.toList());
        }
    }

    @Test
    void aWrongByteAndAMissingByteAreNoticedBeforeUse() throws IOException {
        for (var damage : List.of("flip", "cut", "gone")) {
            var blob = layer("made");
            var content = Files.readAllBytes(blob);
            switch (damage) {
                case "flip" -> content[content.length / 2] ^= 1;
                case "cut" -> content = java.util.Arrays.copyOf(content, content.length - 1);
                default -> {}
            }
            Files.delete(blob);
            if (!damage.equals("gone")) {
                Files.write(blob, content);
            }
            var failure = assertThrows(
                    DiverException.class,
                    () -> catalog.pull(KernelReference.parse("made"), Progress.NONE, new Cancellation()),
                    damage);
            assertEquals(
                    Problem.Kind.DAMAGED,
                    failure.problem().kind(),
                    failure.problem().text());
            assertTrue(
                    failure.problem().remedy().contains("diver doctor --repair"),
                    failure.problem().text());
            assertFalse(catalog.entry(KernelReference.parse("made")).pulled(), damage);

            assertFalse(catalog.check(false, Progress.NONE).ok(), damage);
            var health = catalog.check(true, Progress.NONE);
            assertTrue(health.ok(), damage);
            assertEquals(1, health.damage().size(), health.toString());
            assertTrue(catalog.check(false, Progress.NONE).ok(), damage);
            catalog.pull(KernelReference.parse("made"), Progress.NONE, new Cancellation());
            catalog.remove(KernelReference.parse("made"));
        }
    }

    @Test
    void aDamagedStoreIsMendedAndTheKernelPulledAgain() throws IOException {
        var pulled = catalog.pull(KernelReference.parse("made"), Progress.NONE, new Cancellation());
        var image = pulled.file("boot/image");
        assertTrue(image.toFile().setWritable(true));
        Files.writeString(image, "another\n");
        catalog.close();
        catalog = open();
        assertThrows(DiverException.class, () -> catalog.pulled(pulled.digest()));
        var health = catalog.check(true, Progress.NONE);
        assertEquals(1, health.repaired().size(), health.toString());
        assertEquals(
                "an image\n",
                Files.readString(catalog.pulled(pulled.digest()).orElseThrow().file("boot/image")));
    }

    @Test
    void aBrokenIndexIsMadeAgainFromThePackages() throws IOException {
        catalog.pull(KernelReference.parse("made"), Progress.NONE, new Cancellation());
        for (var layout : List.of("catalog", "store")) {
            Files.writeString(home.data().resolve(layout).resolve("index.json"), "{\"schemaVersion\":2,\"manif");
        }
        assertThrows(DiverException.class, () -> catalog.search(CatalogQuery.of("")));
        assertEquals(2, catalog.check(true, Progress.NONE).repaired().size());
        assertEquals(2, catalog.search(CatalogQuery.of("")).total());
        assertTrue(Files.exists(home.data().resolve("catalog/index.json.damaged")));
    }

    @Test
    void aFullDiskIsSaidAndLeavesTheStoreAsItWas() throws Exception {
        var child = new ArrayList<>(List.of(
                "bwrap",
                "--bind",
                "/",
                "/",
                "--dev",
                "/dev",
                "--proc",
                "/proc",
                "--size",
                "262144",
                "--tmpfs",
                home.data().resolve("store").toString()));
        TestKernels.large(home.assets().resolve("kernels/large"), 1 << 20);
        Files.createDirectories(home.data().resolve("store"));
        catalog.open(Progress.NONE, new Cancellation());
        child.addAll(pullingProcess("large:1.0"));
        var process = new ProcessBuilder(child).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        assertTrue(said.contains("the disk is full"), said);
        assertTrue(said.contains("staged=0"), said);
    }

    @Test
    void manyProcessesPullAtOnce() throws Exception {
        var processes = new ArrayList<Process>();
        for (var reference : List.of("made", "tiny", "made")) {
            processes.add(new ProcessBuilder(pullingProcess(reference))
                    .redirectErrorStream(true)
                    .start());
        }
        for (var process : processes) {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(120, TimeUnit.SECONDS));
            assertTrue(said.contains("pulled sha256:"), said);
        }
        assertEquals(2, catalog.check(false, Progress.NONE).pulled());
        assertTrue(catalog.check(false, Progress.NONE).ok());
    }

    @Test
    void aPullThatWasKilledLeavesNoTrace() throws Exception {
        TestKernels.large(home.assets().resolve("kernels/large"), 64 << 20);
        catalog.open(Progress.NONE, new Cancellation());
        var process = new ProcessBuilder(pullingProcess("large:1.0"))
                .redirectErrorStream(true)
                .start();
        var staging = home.data().resolve("store/staging");
        while (process.isAlive() && isEmpty(staging)) {
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
        assertTrue(catalog.check(false, Progress.NONE).ok());
        catalog.pull(KernelReference.parse("large"), Progress.NONE, new Cancellation());
        assertTrue(isEmpty(staging));
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (var children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }

    private List<String> pullingProcess(String reference) {
        return List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                PullingProcess.class.getName(),
                home.data().getParent().toString(),
                home.assets().toString(),
                reference);
    }

    @Test
    void anotherToolMovesAPackage() throws Exception {
        var layout = temp.resolve("copied");
        var copy = new ProcessBuilder(
                        "skopeo",
                        "copy",
                        "--insecure-policy",
                        "oci:" + home.data().resolve("catalog") + ":made:1.0",
                        "oci:" + layout + ":made:1.0")
                .redirectErrorStream(true)
                .start();
        var said = new String(copy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, copy.waitFor(), said);
        var digest = catalog.entry(KernelReference.parse("made")).digest();
        assertTrue(Files.exists(layout.resolve("blobs/sha256").resolve(digest.substring("sha256:".length()))));
    }

    @Test
    void anAddedPackageIsFoundAndPulled() throws IOException {
        var root = temp.resolve("mine");
        TestKernels.plain(root, "mine", "2.0", "", true, "My own");
        var manifest = new KernelManifestFormat().read(Files.readAllBytes(root.resolve("kernel.json")), "kernel.json");
        var added = catalog.add(new KernelPackage(manifest, root), Progress.NONE, new Cancellation());
        assertEquals("mine:2.0", added.manifest().reference().toString());
        assertTrue(catalog.search(CatalogQuery.of("own")).entries().getFirst().pulled());
    }

    private Path layer(String name) throws IOException {
        var oci = new dev.diver.core.catalog.oci.OciJson();
        var layout = new dev.diver.core.catalog.oci.OciLayout(home.data().resolve("catalog"), oci);
        var entry = catalog.entry(KernelReference.parse(name));
        var descriptor = layout.index().manifests().stream()
                .filter(one -> one.digest().toString().equals(entry.digest()))
                .findFirst()
                .orElseThrow();
        return layout.blob(layout.manifest(descriptor).layers().getFirst().digest());
    }
}
