package dev.diver.core.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.importer.KernelImporter.Source;
import dev.diver.core.kernel.ArgumentChannel;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder as Capstan keeps it (its Documentation/Repository.md and ConfigurationFiles.md). */
@Timeout(120)
class CapstanTest {
    private static final String PACKAGE = "name: hello\ntitle: Says hello\nauthor: Somebody\nversion: 0.3\n";
    private static final String RUN =
            "runtime: native\nconfig_set:\n  main:\n    bootcmd: /hello  world\n    env:\n      COLOR: blue\n"
                    + "  other:\n    bootcmd: /other\nconfig_set_default: main\n";

    @TempDir
    Path temp;

    private ImportBed bed;
    private Path root;

    @BeforeEach
    void bed() throws IOException {
        bed = new ImportBed(temp);
        root = temp.resolve("capstan");
        image("hello", "version: 0.2\ndescription: An image\ncreated: 2024-05-01 10:00\nformat_version: \"1\"\n");
    }

    private void image(String name, String index) throws IOException {
        var directory = Files.createDirectories(root.resolve("repository").resolve(name));
        var image = directory.resolve(directory.getFileName() + ".qemu");
        bed.run("qemu-img", "create", "-q", "-f", "qcow2", image.toString(), "1M");
        Files.writeString(directory.resolve("index.yaml"), index);
    }

    private Path mpm(Path directory, String about, String run, String... options) throws IOException {
        var content = Files.createDirectories(temp.resolve("content/meta"));
        Files.writeString(content.resolve("package.yaml"), about);
        Files.writeString(content.resolve("run.yaml"), run);
        Files.createDirectories(directory);
        var file = directory.resolve("hello.mpm");
        bed.run(
                "tar",
                options.length == 0 ? "cf" : options[0],
                file.toString(),
                "-C",
                content.getParent().toString(),
                ".");
        return file;
    }

    @Test
    void anImageByItsName() throws IOException {
        var manifest = bed.add(new Source("capstan:" + root + "/hello", Optional.empty()));
        assertEquals("hello:0.2", manifest.reference().toString());
        assertEquals("osv", manifest.family());
        assertEquals("An image", manifest.summary());
        assertEquals(ArgumentChannel.DISK_OFFSET, manifest.args().channel());
        assertEquals("qcow2", manifest.artifacts().getFirst().format());
        // The only one needs no name.
        assertEquals(
                "hello:0.2",
                bed.look("capstan:" + root).manifest().orElseThrow().reference().toString());
    }

    @Test
    void whichIsMeant() throws IOException {
        image("eu.example/hallo", "");
        var several = assertThrows(DiverException.class, () -> bed.look("capstan:" + root));
        assertEquals(Problem.Kind.INVALID, several.problem().kind());
        assertTrue(
                several.problem().why().contains("eu.example/hallo, hello"),
                several.problem().text());
        assertEquals(
                "hallo",
                bed.look("capstan:" + root + "/eu.example/hallo")
                        .manifest()
                        .orElseThrow()
                        .name());
        var near = assertThrows(DiverException.class, () -> bed.look("capstan:" + root + "/helo"));
        assertTrue(near.problem().remedy().contains("hello"), near.problem().text());
        assertThrows(DiverException.class, () -> bed.look("capstan:" + temp.resolve("kernel")));
    }

    /** Packed or not, as Capstan writes either. */
    @ParameterizedTest
    @ValueSource(strings = {"cf", "czf"})
    void aPackageOfWhichThereIsAnImage(String how) throws IOException {
        var manifest = bed.look(mpm(root.resolve("packages"), PACKAGE, RUN, how))
                .manifest()
                .orElseThrow();
        assertEquals("hello:0.3", manifest.reference().toString());
        assertEquals("Says hello", manifest.summary());
        assertEquals(
                List.of("--env=COLOR=blue", "/hello", "world"), manifest.args().usual());
    }

    @Test
    void aPackageAloneHasNoKernel() throws IOException {
        var proposal = bed.look(mpm(temp.resolve("elsewhere"), PACKAGE, RUN));
        assertTrue(proposal.manifest().isEmpty());
        assertTrue(proposal.explanation().contains("capstan package compose"), proposal.explanation());
        assertEquals("Says hello", proposal.markers().getFirst().detail());
    }

    @Test
    void aRuntimeOfCapstansIsTold() throws IOException {
        var run = "runtime: node\nconfig_set:\n  main:\n    main: /server.js\n";
        var proposal = bed.look(mpm(root.resolve("packages"), PACKAGE, run));
        assertEquals(List.of(), proposal.manifest().orElseThrow().args().usual());
        assertTrue(proposal.explanation().contains("runtime node"), proposal.explanation());
    }

    @Test
    void yamlThatWouldHarmIsRefused() throws IOException {
        var laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var level = 1; level < 20; level++) {
            laughs.append("a").append(level).append(": &a").append(level).append(" [");
            laughs.append(("*a" + (level - 1) + ",").repeat(9)).append("]\n");
        }
        // References stay words: nothing multiplies.
        assertTrue(bed.look(mpm(root.resolve("packages"), PACKAGE, laughs.toString()))
                .manifest()
                .isPresent());
        for (var bad : List.of("a: " + "[".repeat(200), "a: 1\na: 2\n", "a: [unclosed", "x".repeat(2 << 20))) {
            var file = mpm(root.resolve("packages"), PACKAGE, bad);
            var failure = assertThrows(DiverException.class, () -> bed.look(file));
            assertEquals(
                    Problem.Kind.DAMAGED,
                    failure.problem().kind(),
                    failure.problem().text());
        }
        assertEquals(List.of(), bed.left());
    }

    @Test
    void aHostileDescriptionIsPlainText() throws IOException {
        image("hello", "version: \"1/../\\u202e\\n2\"\ndescription: \"a\\u202eb\\x07\"\n");
        var manifest = bed.look("capstan:" + root).manifest().orElseThrow();
        assertEquals("a b ", manifest.summary() + " ");
        assertTrue(manifest.version().matches("[A-Za-z0-9._-]+"), manifest.version());
    }
}
