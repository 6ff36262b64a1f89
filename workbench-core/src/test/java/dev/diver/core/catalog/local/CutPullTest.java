package dev.diver.core.catalog.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.registry.CuttingRegistry;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pull from a real registry whose connection is cut in each of its phases. */
@Timeout(180)
class CutPullTest {
    private static final String QUESTIONS = ".*/manifests/1.0|.*/referrers/.*|.*/manifests/sha256-.*";

    @TempDir
    Path temp;

    private final Cancellation never = new Cancellation();
    private DockerRegistry behind;
    private CuttingRegistry before;
    private DiverHome home;
    private LocalCatalog catalog;
    private KernelReference large;

    @BeforeEach
    void open() throws Exception {
        behind = DockerRegistry.open(Files.createDirectories(temp.resolve("registry")));
        before = new CuttingRegistry(behind.host());
        large = KernelReference.parse(before.host() + "/large:1.0");
        TestKernels.large(temp.resolve("assets/kernels/large"), 1 << 20);
        var publisher = DiverHome.in(temp.resolve("publisher"), temp.resolve("assets"));
        try (var theirs = new LocalCatalog(publisher, new HostProgram("/usr/bin:/bin"))) {
            theirs.open(Progress.NONE, never);
        }
        var copied = new ProcessBuilder(
                        "skopeo",
                        "copy",
                        "--insecure-policy",
                        "--dest-tls-verify=false",
                        "oci:" + publisher.data().resolve("catalog") + ":large:1.0",
                        "docker://" + behind.host() + "/large:1.0")
                .redirectErrorStream(true)
                .start();
        var said = new String(copied.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(copied.waitFor(60, TimeUnit.SECONDS) && copied.exitValue() == 0, said);
        home = DiverHome.in(temp.resolve("home"), Files.createDirectories(temp.resolve("none")));
        catalog = new LocalCatalog(home, new HostProgram("/usr/bin:/bin"));
        catalog.open(Progress.NONE, never);
    }

    @AfterEach
    void close() throws Exception {
        catalog.close();
        before.close();
        behind.close();
    }

    @Test
    void aQuestionThatIsCutIsToldAndCanBeAskedAgain() {
        for (var phase : QUESTIONS.split("\\|")) {
            for (var half : List.of(false, true)) {
                before.cut("GET " + phase, Integer.MAX_VALUE, half);
                var problem = assertThrows(DiverException.class, () -> catalog.pull(large, Progress.NONE, never), phase)
                        .problem();
                assertEquals(Problem.Kind.FAILED, problem.kind(), problem.text());
                assertTrue(problem.what().contains("the connection to " + before.host() + " broke"), problem.text());
                before.mend();
                assertFalse(catalog.entry(large).pulled(), phase);
                catalog.pull(large, Progress.NONE, never);
                catalog.remove(large);
            }
        }
    }

    @Test
    void aPartThatIsCutGoesOn() throws Exception {
        catalog.pull(large, Progress.NONE, never);
        var parts = before.asked().stream()
                .filter(asked -> asked.contains("/blobs/"))
                .toList();
        assertEquals(3, parts.size(), "a config and two layers");
        for (var part : parts) {
            for (var half : List.of(false, true)) {
                forget();
                before.cut(part, 1, half);
                var pulled = catalog.pull(large, Progress.NONE, never);
                assertTrue(before.hasCut(), part);
                assertEquals(1 << 20, Files.size(pulled.file("boot/image")));
            }
        }
    }

    private void forget() {
        catalog.remove(large);
        Folders.delete(home.cache().resolve("kernels"));
    }
}
