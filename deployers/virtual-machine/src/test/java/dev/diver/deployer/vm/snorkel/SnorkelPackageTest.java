package dev.diver.deployer.vm.snorkel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.home.Folders;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.Role;
import dev.diver.deployer.vm.snorkel.SnorkelBuild.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code make package} writes, and that what {@code kernel.json} claims is so. */
@ExtendWith(SnorkelBuild.class)
@Timeout(600)
class SnorkelPackageTest {
    private final Images images;

    SnorkelPackageTest(Images images) {
        this.images = images;
    }

    private KernelManifest manifest(String configuration) throws IOException {
        var file = images.configuration(configuration).resolve("kernel.json");
        return new KernelManifestFormat().read(Files.readAllBytes(file), file.toString());
    }

    private static String digest(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static TreeMap<String, String> digests(Path folder) throws Exception {
        var digests = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                digests.put(folder.relativize(file).toString(), digest(file));
            }
        }
        return digests;
    }

    @ParameterizedTest
    @CsvSource({"linked,true,RELINK", "loader,false,BOOT_MODULE"})
    void describesItself(String configuration, boolean isDefault, AppModel model) throws Exception {
        var manifest = manifest(configuration);

        assertEquals("0.1.0-" + configuration, manifest.tag());
        assertEquals(isDefault, manifest.isDefault());
        assertEquals(model, manifest.app().model());
        for (var artifact : manifest.artifacts()) {
            var file = images.configuration(configuration).resolve(artifact.path());
            assertTrue(Files.exists(file), artifact.path());
            if (!artifact.digest().isEmpty()) {
                assertEquals("sha256:" + digest(file), artifact.digest());
            }
        }
        assertTrue(manifest.artifact(Role.TEMPLATE).isPresent());
        var template = images.configuration(configuration)
                .resolve("template/" + manifest.app().template());
        assertTrue(Files.exists(template.resolve("net.toml")), template.toString());
    }

    @Test
    void isTheSameBytesWhereverItIsBuilt() throws Exception {
        var elsewhere = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var sources = elsewhere.resolve("a/b/snorkel");
            Files.createDirectories(sources.getParent());
            SnorkelBuild.run(elsewhere, 0, List.of("cp", "-r", SnorkelBuild.sources() + "", sources.toString()));
            var before = digests(sources);
            SnorkelBuild.make(
                    sources,
                    elsewhere.resolve("out"),
                    "package",
                    "TEMPLATES=" + SnorkelBuild.assets().resolve("templates"),
                    "GPOS=" + SnorkelBuild.assets().resolve("gpos"));

            assertEquals(digests(images.configuration("linked")), digests(elsewhere.resolve("out/linked")));
            assertEquals(digests(images.configuration("cokernel")), digests(elsewhere.resolve("out/cokernel")));
            assertEquals(digests(images.configuration("loader")), digests(elsewhere.resolve("out/loader")));
            assertEquals(before, digests(sources), "it wrote into its sources");
        } finally {
            Folders.delete(elsewhere);
        }
    }

    /** The first entry of {@code verified} of both configurations. */
    @ParameterizedTest
    @ValueSource(strings = {"pc", "q35", "microvm"})
    void bootsOnTheMachinesItClaims(String machine) throws Exception {
        var linked = manifest("linked");
        assertTrue(linked.boot().getFirst().machines().contains(machine));
        assertTrue(linked.verified().getFirst().result().contains(machine));
        var image = images.configuration("linked").resolve("boot/snorkel");
        assertHello(
                linked,
                Guest.of(image).machine(machine).memory("16M").commandLine("").run());

        var loader = manifest("loader");
        var loaderImage = images.configuration("loader").resolve("boot/snorkel");
        var module = images.test("module-hello");
        assertTrue(loader.boot().getFirst().machines().contains(machine));
        assertHello(
                loader,
                Guest.of(loaderImage)
                        .module(module)
                        .machine(machine)
                        .memory("16M")
                        .commandLine("")
                        .run());
    }

    private static void assertHello(KernelManifest manifest, Guest.End end) {
        assertTrue(end.output().endsWith("Hello from snorkel, with 0 arguments\n"), end.output());
        assertEquals(OptionalInt.of(0), end.status());
        assertTrue(matches(manifest.ready(), end.output()), end.output());
        assertFalse(matches(manifest.fail(), end.output()), end.output());
    }

    @Test
    void tellsACrashByItsPatterns() throws Exception {
        var manifest = manifest("linked");

        assertTrue(matches(manifest.fail(), Guest.of(images.test("fault")).run().output()));
        assertTrue(matches(
                manifest.fail(),
                Guest.of(images.configuration("loader").resolve("boot/snorkel"))
                        .run()
                        .output()));
    }

    private static boolean matches(List<String> patterns, String output) {
        return patterns.stream()
                .anyMatch(pattern -> output.lines()
                        .anyMatch(line -> Pattern.compile(pattern).matcher(line).find()));
    }

    /** The same installed QEMU as {@code verified} names, or the claims must be renewed. */
    @ParameterizedTest
    @ValueSource(strings = {"linked", "loader"})
    void wasVerifiedWithThisQemu(String configuration) throws Exception {
        var said = SnorkelBuild.run(Path.of("/"), 0, List.of("qemu-system-x86_64", "--version"));

        for (var verified : manifest(configuration).verified()) {
            assertEquals("qemu", verified.vmm());
            var series = verified.version().replaceAll("\\.[0-9]+$", "");
            assertTrue(said.contains("version " + series + "."), said);
        }
    }

    @Test
    void isFormatted() throws Exception {
        SnorkelBuild.run(SnorkelBuild.sources(), 0, List.of("make", "-s", "check-format"));
    }
}
