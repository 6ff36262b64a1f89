package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.cokernel.GposModule;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.DiveEvents;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.dive.RunFolder;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whole dives: what is told of each end, and that nothing stays behind. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class DivesTest {
    private final Lab lab;
    private Path folder;
    private Path fault;

    DivesTest(Lab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void compile() throws Exception {
        folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        fault = HostCommand.compile("fault", folder);
    }

    @AfterEach
    void nothingStays() throws Exception {
        Folders.delete(folder);
        lab.assertNothingStays();
    }

    private ActiveDive dive(Path program, Optional<Duration> timeout, String... args) throws Exception {
        var order =
                new DiveOrder(lab.net("faults", program, args), Optional.empty(), Map.of(), Optional.empty(), timeout);
        return lab.dives.dive(order, Progress.NONE, new Cancellation());
    }

    private static RunRecord end(ActiveDive dive) throws Exception {
        var record = dive.ended().get(300, TimeUnit.SECONDS);
        assertEquals(RunState.ENDED, record.state());
        return record;
    }

    private static void awaitWords(ActiveDive dive, String words) throws Exception {
        while (!Files.readString(dive.record().console()).contains(words)) {
            assertTrue(!dive.ended().isDone(), () -> "it ended: " + dive.record());
            Thread.sleep(20);
        }
    }

    private static String said(RunRecord record, String console) throws Exception {
        return Files.readString(record.console().resolveSibling(console), StandardCharsets.ISO_8859_1);
    }

    private static void assertEnd(Outcome outcome, int exitCode, String reason, RunRecord record) {
        assertEquals(Optional.of(outcome), record.outcome(), record.reason());
        assertEquals(exitCode, record.exitCode().orElseThrow(), record.reason());
        assertEquals(reason, record.reason());
    }

    @Test
    void aFaultOfTheProgram() throws Exception {
        var record = end(dive(fault, Optional.empty(), "null"));

        assertEquals(Optional.of(Outcome.EXITED), record.outcome(), record.reason());
        assertEquals(139, record.exitCode().orElseThrow(), record.reason());
        assertTrue(
                record.reason()
                        .matches("The program met an error of its own \\(signal 11\\): page fault on 0x0 at"
                                + " main\\+0x[0-9a-f]+; its registers are on the console of the co-kernel\\."),
                record.reason());
        assertEquals("begun\r\n", said(record, "console.log"));
        var words = said(record, "console-cokernel.log");
        assertTrue(words.contains("ended by signal 11: exception 14, error 0x6, address 0x0"), words);
        assertTrue(words.contains("  rip 0000000000401"), words);
    }

    @Test
    void whatIsNotServedIsNamed() throws Exception {
        var record = end(dive(Path.of("/bin/busybox"), Optional.empty(), "timeout", "5", "true"));

        assertEnd(Outcome.EXITED, 1, "Not served on a co-kernel: vfork.", record);
    }

    @Test
    void anEndlessLoopWithATimeLimit() throws Exception {
        var begun = System.nanoTime();
        end(dive(fault, Optional.empty(), "nothing"));
        var whole = Duration.ofNanos(System.nanoTime() - begun);
        // However busy the machine is: the program has begun long before.
        var record = end(dive(fault, Optional.of(whole.multipliedBy(2).plusSeconds(5)), "loop"));

        assertEnd(Outcome.TIMED_OUT, 124, "Its time was up.", record);
        assertEquals("begun\r\n", said(record, "console.log"));
    }

    @Test
    void stoppedByPersonAndByKeyboard() throws Exception {
        var stopped = dive(fault, Optional.empty(), "loop");
        awaitWords(stopped, "begun");
        stopped.stop();
        assertEnd(Outcome.STOPPED, 143, "Stopped on request.", end(stopped));

        var interrupted = dive(fault, Optional.empty(), "loop");
        awaitWords(interrupted, "begun");
        interrupted.consoles().getFirst().write(new byte[] {3});
        assertEnd(Outcome.EXITED, 130, "", end(interrupted));
    }

    @Test
    void aPoliteStopReachesTheProgram() throws Exception {
        var looping = dive(fault, Optional.empty(), "polite");
        awaitWords(looping, "begun");
        looping.stop();
        // Its own status: it makes no calls, and has a handler.
        var ended = end(looping);
        assertEnd(Outcome.STOPPED, 7, "Stopped on request.", ended);
        assertEquals("begun\r\nasked to end\r\n", said(ended, "console.log"));

        var waiting = dive(fault, Optional.empty(), "goodbye");
        awaitWords(waiting, "ready");
        waiting.stop();
        ended = end(waiting);
        assertEnd(Outcome.STOPPED, 0, "Stopped on request.", ended);
        assertEquals("begun\r\nready\r\ngoodbye\r\n", said(ended, "console.log"));
    }

    @Test
    void aPoliteStopReachesTheProgramOnLinuxToo() throws Exception {
        var order = new DiveOrder(
                lab.net("faults", fault, "goodbye"),
                Optional.empty(),
                Map.of("run-on", "linux"),
                Optional.empty(),
                Optional.empty());
        var dive = lab.dives.dive(order, Progress.NONE, new Cancellation());
        awaitWords(dive, "ready");
        dive.stop();

        var ended = end(dive);
        assertEnd(Outcome.STOPPED, 0, "Stopped on request.", ended);
        assertTrue(said(ended, "console.log").endsWith("goodbye\r\n"));
    }

    @Test
    void whoDoesNotListenIsEnded() throws Exception {
        var dive = dive(fault, Optional.empty(), "deaf");
        awaitWords(dive, "begun");
        dive.stop();

        assertEnd(
                Outcome.STOPPED,
                143,
                "Stopped on request. The program got SIGTERM and did not end within 10 s.",
                end(dive));
    }

    @Test
    void qemuKilled() throws Exception {
        var dive = dive(fault, Optional.empty(), "sleep");
        awaitWords(dive, "begun");
        ProcessHandle.of(dive.record().guest().orElseThrow()).orElseThrow().destroyForcibly();

        assertEnd(Outcome.FAILED, 125, "QEMU was killed by signal 9.", end(dive));
    }

    @Test
    void filesThatDoNotFitAreRefusedBeforeLinuxBoots() throws Exception {
        try (var file = java.nio.channels.FileChannel.open(fault, java.nio.file.StandardOpenOption.WRITE)) {
            file.write(java.nio.ByteBuffer.allocate(1), 100 << 20);
        }
        var settings = Map.of("memory", "384MiB");
        var order = new DiveOrder(
                lab.net("faults", fault, "nothing"), Optional.empty(), settings, Optional.empty(), Optional.empty());
        var problem = assertThrows(DiverException.class, () -> lab.dives.dive(order, Progress.NONE, new Cancellation()))
                .problem();
        assertEquals("The files of faults do not fit into Linux's memory.", problem.what());
        assertTrue(problem.why().endsWith("It has 258MiB."), problem.why());
    }

    private record Ended(Outcome outcome, String reason) {}

    /** One that the catalog would never hold. */
    private Ended with(PulledKernel cokernel, PulledKernel linux) throws Exception {
        var run = new RunFolder("01TEST", folder.resolve("data"), folder.resolve("run"));
        Files.createDirectories(run.data());
        Files.createDirectories(run.runtime());
        var request = lab.request(lab.net("faults", fault, "nothing"), cokernel, linux, Optional.of(run));
        var dive = lab.deployer.start(lab.deployer.plan(request), run, new DiveEvents() {
            @Override
            public void prepared() {}

            @Override
            public void spawned() {}

            @Override
            public void firstOutput() {}
        });
        try {
            var end = dive.ended().get(300, TimeUnit.SECONDS);
            return new Ended(end.outcome(), end.reason());
        } finally {
            dive.stopHard();
            dive.syscalls().ifPresent(source -> source.close());
        }
    }

    @Test
    void aModuleThatDoesNotMatch() throws Exception {
        var linux = folder.resolve("linux");
        Folders.copy(lab.gpos.root(), linux);
        var other = new PulledKernel(lab.gpos.manifest(), "sha256:of-the-test", linux);
        var module = GposModule.of(other, lab.home.cache().resolve("prepared")).file();
        try {
            Files.createDirectories(module.getParent());
            // As one of another Linux: its "vermagic" is another.
            var bytes = new String(Files.readAllBytes(lab.module.file()), StandardCharsets.ISO_8859_1);
            Files.writeString(
                    module,
                    bytes.replace("SMP preempt mod_unload", "SMP another mod_unload"),
                    StandardCharsets.ISO_8859_1);
            assertEquals(
                    new Ended(
                            Outcome.FAILED,
                            "The co-kernel could not be used; the consoles of the program and of Linux say why."),
                    with(lab.cokernel, other));
            var said = Files.readString(folder.resolve("data/console-linux.log"));
            assertTrue(
                    said.contains("init: cannot load the module /diver/lib/diver_cokernel.ko: Exec format error"),
                    said);
        } finally {
            Folders.delete(module.getParent());
        }
    }
}
