package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunState;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code kill -9} of the process that watches a dive leaves no QEMU behind, and the next start mends the record. */
@Timeout(240)
class SupervisorDeathTest {

    @Test
    void noMachineStaysBehind() throws Exception {
        try (var bed = new TestBed()) {
            var supervisor = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dorg.sqlite.tmpdir=" + System.getProperty("org.sqlite.tmpdir"),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            KilledSupervisor.class.getName(),
                            bed.root.toString())
                    .redirectError(Redirect.INHERIT)
                    .start();
            try {
                var guest = ProcessHandle.of(Long.parseLong(new BufferedReader(
                                        new InputStreamReader(supervisor.getInputStream(), StandardCharsets.UTF_8))
                                .readLine()))
                        .orElseThrow();
                assertTrue(guest.info().command().orElseThrow().contains("qemu"), () -> "not QEMU: " + guest.info());
                assertTrue(bed.runs.reconcile().isEmpty(), "a watched run was taken for a lost one");

                // SIGKILL on Linux.
                supervisor.destroyForcibly().waitFor();
                guest.onExit().get(60, TimeUnit.SECONDS);
                assertFalse(guest.isAlive());

                var lost = bed.runs.reconcile();
                assertEquals(1, lost.size());
                var run = bed.runs.find(lost.getFirst().run()).orElseThrow();
                assertEquals(RunState.ENDED, run.state());
                assertEquals(Outcome.FAILED, run.outcome().orElseThrow());
                assertFalse(Files.exists(bed.folders.runtime(run.run())));
            } finally {
                supervisor.destroyForcibly();
            }
        }
    }
}
