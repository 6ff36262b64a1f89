package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.dive.ActiveDive;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.KeptCrash;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a dive can end, with real QEMU. */
@Timeout(400)
class OutcomesTest {
    private static final String HELLO = "hello from a tiny guest\r\n";

    /** A guest boots and speaks in a fifth of a second; on a machine that is very busy, in less than this. */
    private static final Duration SPOKEN = Duration.ofSeconds(10);

    private TestBed bed;

    @BeforeEach
    void open() throws Exception {
        bed = new TestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private KernelManifest that(String behaviour) throws Exception {
        return Manifests.tiny(TinyGuest.that(behaviour, bed.store).getFileName().toString());
    }

    private static void assertEnd(RunRecord run, Outcome outcome, int exitCode, String reason) {
        assertEquals(outcome, run.outcome().orElseThrow(), run::toString);
        assertEquals(OptionalInt.of(exitCode), run.exitCode(), run::toString);
        assertTrue(run.reason().contains(reason), run::reason);
        assertEquals(reason.isEmpty(), run.reason().isEmpty(), run::reason);
        assertEquals(RunState.ENDED, run.state());
        assertTrue(run.guest().isEmpty());
    }

    /** Nothing but the record is left. */
    private void assertNothingLeft(ActiveDive dive, long pid) {
        assertFalse(ProcessHandle.of(pid).isPresent());
        assertFalse(Files.exists(bed.folders.runtime(dive.runId())));
        assertEquals(dive.record(), bed.runs.find(dive.runId()).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 127, 255})
    void exitsWithEachStatus(int status) throws Exception {
        var image = TinyGuest.exits(status, bed.store).getFileName().toString();
        var dive = bed.dive(Manifests.tiny(image));
        var pid = dive.record().guest();
        var run = TestBed.end(dive);
        assertEnd(run, Outcome.EXITED, status, "");
        assertEquals(HELLO, TestBed.said(run));
        assertEquals("tcg", run.accelerator());
        var timeline = run.timeline();
        assertTrue(timeline.preparedMs().orElseThrow() <= timeline.spawnedMs().orElseThrow());
        assertTrue(
                timeline.spawnedMs().orElseThrow() <= timeline.firstOutputMs().orElseThrow());
        assertTrue(timeline.firstOutputMs().orElseThrow() <= timeline.endedMs().orElseThrow());
        pid.ifPresent(id -> assertNothingLeft(dive, id));
    }

    @Test
    void sevenBitsComeThroughTheExitPortAlone() throws Exception {
        var image = TinyGuest.that("crashes", bed.store).getFileName().toString();
        var exit = "{\"mode\": \"isa-debug-exit\", \"port\": 244, \"decode\": \"shift-1\"}";
        assertEnd(TestBed.end(bed.dive(Manifests.tiny(image, exit, ""))), Outcome.EXITED, 127, "");
    }

    @Test
    void crashes() throws Exception {
        var run = TestBed.end(bed.dive(that("crashes")));
        assertEnd(run, Outcome.CRASHED, 134, "The kernel found an error");
    }

    @Test
    void theReasonHasTheLineThatTheKernelIsKnownToSay() throws Exception {
        var image = TinyGuest.that("crashes", bed.store).getFileName().toString();
        var more = "\"fail\": [\"panic: \", \"hello .* guest\"],";
        var run = TestBed.end(bed.dive(Manifests.tiny(image, Manifests.STATUS_PORT, more)));
        assertEnd(run, Outcome.CRASHED, 134, "It said: hello from a tiny guest");
    }

    @Test
    void triplefaults() throws Exception {
        var run = TestBed.end(bed.dive(that("triple-faults")));
        assertEnd(run, Outcome.CRASHED, 134, "Triple fault");
        assertEquals(HELLO, TestBed.said(run));
        var kept = KeptCrash.of(run).orElseThrow();
        assertTrue(Files.readString(kept.report()).contains("EIP="));
        assertTrue(kept.memory().isPresent());
    }

    @Test
    void aResetIsNoTripleFaultAndItsMemoryNeedNotBeKept() throws Exception {
        var run = TestBed.end(bed.dive(that("resets"), Map.of("keep-memory", "never"), Optional.empty()));
        assertEnd(run, Outcome.CRASHED, 134, "reset the machine");
        var kept = KeptCrash.of(run).orElseThrow();
        assertTrue(kept.memory().isEmpty());
        assertTrue(Files.readString(kept.report()).contains("keep-memory"));
    }

    @Test
    void aResetIsTheEndOfAKernelThatEndsSo() throws Exception {
        var image = TinyGuest.that("resets", bed.store).getFileName().toString();
        var dive = bed.dive(Manifests.tiny(image, "{\"mode\": \"reset\"}", ""));
        var run = TestBed.end(dive);
        assertEnd(run, Outcome.EXITED, 0, "");
        assertTrue(KeptCrash.of(run).isEmpty());
    }

    @Test
    void powersOff() throws Exception {
        var image = TinyGuest.that("powers-off", bed.store).getFileName().toString();
        var dive = bed.dive(Manifests.tiny(image, Manifests.ACPI, ""));
        assertEnd(TestBed.end(dive), Outcome.EXITED, 0, "");
    }

    @Test
    void isStoppedPolitely() throws Exception {
        var dive = bed.dive(that("hangs"));
        var pid = dive.record().guest().orElseThrow();
        var states = new CopyOnWriteArrayList<RunState>();
        dive.onChange(now -> states.add(now.state()));
        awaitOutput(dive, HELLO);
        dive.stop();
        assertEnd(TestBed.end(dive), Outcome.STOPPED, 143, "Stopped on request");
        assertNothingLeft(dive, pid);
        assertTrue(states.contains(RunState.STOPPING) && states.contains(RunState.ENDED), states::toString);
    }

    @Test
    void isStoppedHard() throws Exception {
        var dive = bed.dive(that("hangs"));
        var pid = dive.record().guest().orElseThrow();
        dive.kill();
        assertEnd(TestBed.end(dive), Outcome.STOPPED, 137, "Stopped hard");
        assertNothingLeft(dive, pid);
    }

    @Test
    void isStoppedHardWhereItsMonitorAnswersNoMore() throws Exception {
        var dive = bed.dive(that("hangs"));
        var pid = dive.record().guest().orElseThrow();
        new ProcessBuilder("kill", "-STOP", String.valueOf(pid)).start().waitFor();
        dive.stop();
        assertEnd(TestBed.end(dive), Outcome.STOPPED, 137, "Stopped hard");
        assertNothingLeft(dive, pid);
    }

    @Test
    void itsTimeIsUp() throws Exception {
        var dive = bed.dive(that("hangs"), Map.of(), Optional.of(SPOKEN));
        var run = TestBed.end(dive);
        assertEnd(run, Outcome.TIMED_OUT, 124, "Its time was up.");
        assertFalse(run.reason().contains("Nothing was heard"), run::reason);
    }

    @Test
    void aSilentKernelIsCalledSilent() throws Exception {
        var dive = bed.dive(that("says-nothing"), Map.of(), Optional.of(Duration.ofSeconds(1)));
        assertEnd(TestBed.end(dive), Outcome.TIMED_OUT, 124, "Nothing was heard");
    }

    @Test
    void isKilledFromOutside() throws Exception {
        var dive = bed.dive(that("hangs"));
        awaitOutput(dive, HELLO);
        ProcessHandle.of(dive.record().guest().orElseThrow()).orElseThrow().destroyForcibly();
        assertEnd(TestBed.end(dive), Outcome.FAILED, 125, "killed by signal 9");
    }

    @Test
    void qemuCannotStart() throws Exception {
        var dive = bed.dive(that("hangs"), Map.of("cpu", "no-such-processor"), Optional.empty());
        assertEnd(TestBed.end(dive), Outcome.FAILED, 125, "no-such-processor");
    }

    @Test
    void aFileThatIsNoKernel() throws Exception {
        Files.writeString(bed.store.resolve("text"), "no kernel at all");
        assertEnd(TestBed.end(bed.dive(Manifests.tiny("text"))), Outcome.FAILED, 125, "QEMU could not go on");
    }

    @Test
    void aFloodIsSeenToItsEndAndKeptInBounds() throws Exception {
        var dive = bed.dive(that("floods"), Map.of(), Optional.of(SPOKEN));
        var seen = new long[1];
        dive.consoles().getFirst().attach((bytes, offset, length) -> seen[0] += length);
        var run = TestBed.end(dive);
        assertEnd(run, Outcome.TIMED_OUT, 124, "Its time was up.");
        assertEquals(Files.size(run.console()), seen[0]);
        assertTrue(seen[0] > 10_000, () -> "only " + seen[0] + " bytes");
    }

    @Test
    void takesWhatIsTyped() throws Exception {
        var dive = bed.dive(that("echoes"));
        awaitOutput(dive, HELLO);
        dive.consoles().getFirst().write("abc".getBytes(StandardCharsets.US_ASCII));
        awaitOutput(dive, HELLO + "abc");
        // The same through the socket that other processes use.
        bed.runs.type(dive.record(), "defq".getBytes(StandardCharsets.US_ASCII));
        var run = TestBed.end(dive);
        assertEnd(run, Outcome.EXITED, 0, "");
        assertEquals(HELLO + "abcdef", TestBed.said(run));
    }

    @Test
    void isStoppedByAnotherProcess() throws Exception {
        var dive = bed.dive(that("hangs"));
        bed.runs.stop(dive.record(), true);
        assertEnd(TestBed.end(dive), Outcome.STOPPED, 137, "Stopped hard");
    }

    @Test
    void twoDivesOfOneNetAtOnce() throws Exception {
        var manifest = that("echoes");
        var first = bed.dive(manifest);
        var second = bed.dive(manifest);
        for (var dive : java.util.List.of(first, second)) {
            dive.consoles().getFirst().write("q".getBytes(StandardCharsets.US_ASCII));
        }
        for (var dive : java.util.List.of(first, second)) {
            assertEnd(TestBed.end(dive), Outcome.EXITED, 0, "");
        }
        assertEquals(2, bed.runs.list(10).size());
    }

    @Test
    void aModeThatTheKernelDoesNotHave() throws Exception {
        var json = "\"description\": \"\",";
        var image = TinyGuest.that("hangs", bed.store).getFileName().toString();
        var manifest = Manifests.read(new String(
                        new dev.diver.core.kernel.KernelManifestFormat()
                                .write(Manifests.tiny(image, Manifests.ACPI, json)),
                        StandardCharsets.UTF_8)
                .replace("\"vm\"", "\"cluster\""));
        var problem =
                assertThrows(DiverException.class, () -> bed.dive(manifest)).problem();
        assertEquals(Problem.Kind.UNSUPPORTED, problem.kind());
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearest() throws Exception {
        var manifest = that("hangs");
        var unknown = assertThrows(
                        DiverException.class, () -> bed.dive(manifest, Map.of("memry", "1GiB"), Optional.empty()))
                .problem();
        assertTrue(unknown.text().contains("memory"), unknown::text);
        var wrong = assertThrows(
                        DiverException.class, () -> bed.dive(manifest, Map.of("cpus", "many"), Optional.empty()))
                .problem();
        assertTrue(wrong.text().contains("whole number"), wrong::text);
        assertEquals(0, bed.runs.list(10).size());
    }

    private static void awaitOutput(ActiveDive dive, String text) throws Exception {
        var seen = new ByteArrayOutputStream();
        try (var view = dive.consoles().getFirst().attach(seen::write)) {
            while (!seen.toString(StandardCharsets.US_ASCII).contains(text)) {
                assertFalse(dive.ended().isDone(), () -> "ended: " + dive.record());
                Thread.sleep(5);
            }
        }
    }
}
