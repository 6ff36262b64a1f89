package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How a tender is started, heard and ended. Debian has no Solo5, so that a script stands for it here: a program that gets
 * {@code --mem=N IMAGE ARGS..} and ends as its image tells.
 */
@Timeout(200)
class TenderTest {
    private static final String TENDER = """
            #!/bin/sh
            echo "tender $1 $(basename "$2")"
            image=$2
            shift 2
            . "$image"
            """;

    private Path root;
    private TestBed bed;

    @BeforeEach
    void open() throws IOException {
        root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        var tools = Files.createDirectories(root.resolve("tools"));
        var tender = Files.writeString(tools.resolve("solo5-spt"), TENDER);
        Files.setPosixFilePermissions(tender, PosixFilePermissions.fromString("rwxr-xr-x"));
        bed = new TestBed(root, tools + ":" + System.getenv("PATH"));
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private KernelManifest kernel(String tender, String behaviour) throws IOException {
        Files.writeString(bed.store.resolve("uni"), behaviour + "\n");
        return Manifests.read("""
                {"name": "tiny", "version": "1", "family": "solo5", "summary": "A unikernel", "licence": "ISC",
                 "architecture": "amd64", "modes": ["vm"], "artifacts": [{"role": "image", "path": "uni"}],
                 "boot": [{"protocol": "tender", "cpus": 1, "machines": ["%s"]}],
                 "args": {"channel": "tender-argv", "usual": ["usual"]}, "fail": ["ABORT"]}
                """.formatted(tender));
    }

    private RunRecord dive(String behaviour, String... args) throws Exception {
        var order = bed.order(List.of(args), Map.of("memory", "64MiB"), Optional.empty());
        return TestBed.end(bed.dives(kernel("solo5-spt", behaviour)).dive(order, Progress.NONE, new Cancellation()));
    }

    @Test
    void itsStatusIsTheGuestsAndItsOutputTheConsole() throws Exception {
        var run = dive("echo \"got $*\"; exit 5", "a b", "--c");
        assertEquals(Outcome.EXITED, run.outcome().orElseThrow(), run::toString);
        assertEquals(5, run.exitCode().orElseThrow());
        assertEquals("tender --mem=64 uni\ngot a b --c\n", TestBed.said(run));
        assertTrue(TestBed.said(dive("echo \"got $*\"")).contains("got usual"));
    }

    @Test
    void anAbortAndASignalAreCrashes() throws Exception {
        var abort = dive("echo 'Solo5: ABORT: here'; exit 255");
        assertEquals(Outcome.CRASHED, abort.outcome().orElseThrow(), abort::toString);
        assertTrue(abort.reason().contains("ABORT: here"), abort::toString);
        // What Solo5's seccomp filter ends with.
        var killed = dive("kill -SYS $$");
        assertEquals(Outcome.CRASHED, killed.outcome().orElseThrow(), killed::toString);
        assertTrue(killed.reason().contains("signal 31"), killed::toString);
    }

    @Test
    void itSeesNothingOfThisHost() throws Exception {
        Files.writeString(bed.project.resolve("secret"), "secret");
        var run = dive("cat " + bed.project.resolve("secret") + "; cat /etc/passwd; exit 0");
        var said = TestBed.said(run);
        assertTrue(said.contains("passwd: No such file"), said);
        assertTrue(said.contains(bed.project.resolve("secret") + ": No such file"), said);
    }

    @Test
    void itIsStopped() throws Exception {
        var order = bed.order(List.of(), Map.of(), Optional.empty());
        var dive = bed.dives(kernel("solo5-spt", "echo up; sleep 1000")).dive(order, Progress.NONE, new Cancellation());
        ConsoleSays.await(dive, "up");
        dive.stop();
        var run = TestBed.end(dive);
        assertEquals(Outcome.STOPPED, run.outcome().orElseThrow(), run::toString);
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingStarts() throws Exception {
        refused(Problem.Kind.MISSING_TOOL, "solo5-hvt", "solo5-hvt", Map.of());
        refused(Problem.Kind.UNSUPPORTED, "solo5-muen", "solo5-muen", Map.of());
        refused(Problem.Kind.UNSUPPORTED, "solo5-spt", "virtio", Map.of("network", "user"));
    }

    private void refused(Problem.Kind kind, String tender, String words, Map<String, String> settings)
            throws IOException {
        var dives = bed.dives(kernel(tender, "exit 0"));
        var failure = assertThrows(
                DiverException.class,
                () -> dives.explain(
                        bed.order(List.of(), settings, Optional.empty()), Progress.NONE, new Cancellation()));
        assertEquals(kind, failure.problem().kind(), failure.problem().text());
        assertTrue(failure.problem().text().contains(words), failure.problem().text());
    }
}
