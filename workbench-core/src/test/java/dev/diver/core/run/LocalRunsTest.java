package dev.diver.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugJson;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.SharedMemory;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(400)
class LocalRunsTest {
    private static final DebugTarget STUB = new DebugTarget(
            new DebugTarget.Source.Stub(Path.of("/run/diver/gdb")),
            "i386:x86-64",
            List.of(new DebugTarget.Processor("cpu 0", "snorkel")),
            List.of(new DebugTarget.SymbolFile(
                    Path.of("/a net/hello"), "hello", OptionalLong.of(0x400000), Optional.of("0123ab"), true)),
            List.of(new DebugTarget.SourceFolder("/usr/src/snorkel", Path.of("/store/sources"))));

    @TempDir
    Path root;

    private DiverHome home;
    private RunFolders folders;
    private LocalRuns runs;

    @BeforeEach
    void open() {
        home = DiverHome.in(root, root);
        folders = new RunFolders(home);
        runs = new LocalRuns(home, folders);
    }

    @AfterEach
    void close() {
        runs.close();
    }

    @Test
    void keepsARecordAsItIs() {
        var run = RunRecords.ended("01JAAAAAAAAAAAAAAAAAAAAAAA");
        runs.save(run);
        assertEquals(run, runs.find(run.run()).orElseThrow());
    }

    @Test
    void listsTheLatestFirst() {
        var ids = new Ulid(Clock.systemUTC());
        var made = IntStream.range(0, 5).mapToObj(i -> ids.next()).toList();
        made.forEach(id -> runs.save(RunRecords.ended(id)));
        assertEquals(
                made.reversed().subList(0, 3),
                runs.list(3).stream().map(RunRecord::run).toList());
        assertEquals(made.getLast(), runs.find("latest").orElseThrow().run());
    }

    @Test
    void findsByABeginningThatOnlyOneHas() {
        runs.save(RunRecords.ended("01JAAAAAAAAAAAAAAAAAAAAAAA"));
        runs.save(RunRecords.ended("01JBAAAAAAAAAAAAAAAAAAAAAA"));
        assertEquals(
                "01JBAAAAAAAAAAAAAAAAAAAAAA", runs.find("01jb").orElseThrow().run());
        assertTrue(runs.find("01JC").isEmpty());
        assertTrue(runs.find("%").isEmpty());
        assertTrue(runs.find("../..").isEmpty());
        var problem = assertThrows(DiverException.class, () -> runs.find("01J")).problem();
        assertEquals(Problem.Kind.INVALID, problem.kind());
    }

    @Test
    void listsTenThousandAtOnce() {
        var ids = new Ulid(Clock.systemUTC());
        IntStream.range(0, 10_000).forEach(i -> runs.save(RunRecords.ended(ids.next())));
        runs.list(200);
        var start = worked();
        assertEquals(200, runs.list(200).size());
        var page = worked().minus(start);
        start = worked();
        assertEquals(10_000, runs.list(Integer.MAX_VALUE).size());
        var all = worked().minus(start);
        start = worked();
        assertEquals(0, runs.reconcile().size());
        var reconciled = worked().minus(start);
        System.out.println("of 10000 runs: 200 in " + page.toMillis() + " ms, all in " + all.toMillis()
                + " ms, reconciled in " + reconciled.toMillis() + " ms");
        assertTrue(page.toMillis() < 100, () -> "200 of 10000 took " + page);
    }

    /** This thread's processor time: what else runs on the machine is no matter of the database's. */
    private static Duration worked() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    @Test
    void aDamagedDatabaseIsSetAsideAndMadeAgain() throws IOException {
        var ids = new Ulid(Clock.systemUTC());
        var made = new ArrayList<String>();
        for (var i = 0; i < 300; i++) {
            made.add(ids.next());
            runs.save(RunRecords.ended(made.getLast()));
        }
        runs.close();
        var file = home.data().resolve("runs.db");
        Files.write(
                file,
                "this is no database, and it is long enough to look like one"
                        .repeat(100)
                        .getBytes(StandardCharsets.UTF_8));
        runs = new LocalRuns(home, folders);
        assertEquals(
                made.reversed(), runs.list(1000).stream().map(RunRecord::run).toList());
        try (var files = Files.list(home.data())) {
            assertEquals(
                    1,
                    files.filter(one -> one.getFileName().toString().matches("runs\\.db\\.damaged-[0-9]+"))
                            .count());
        }
    }

    @Test
    void aDamagedRunFileIsPassedOver() throws IOException {
        runs.save(RunRecords.ended("01JAAAAAAAAAAAAAAAAAAAAAAA"));
        runs.save(RunRecords.ended("01JBAAAAAAAAAAAAAAAAAAAAAA"));
        runs.close();
        Files.writeString(home.data().resolve("runs.db"), "no database".repeat(1000));
        Files.writeString(folders.data("01JAAAAAAAAAAAAAAAAAAAAAAA").resolve("run.json"), "{\"run\":");
        runs = new LocalRuns(home, folders);
        assertEquals(1, runs.list(10).size());
    }

    @Test
    void severalWritersDoNotDisturbEachOther() {
        var ids = new Ulid(Clock.systemUTC());
        var writers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try (var own = new LocalRuns(home, folders)) {
                        IntStream.range(0, 50).forEach(j -> own.save(RunRecords.ended(ids.next())));
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(writers).join();
        assertEquals(200, runs.list(1000).size());
    }

    @Test
    void deletesRecordAndFilesOfWhatHasEnded() {
        var run = RunRecords.ended("01JAAAAAAAAAAAAAAAAAAAAAAA");
        runs.save(run);
        runs.delete(run.run());
        assertTrue(runs.find(run.run()).isEmpty());
        assertFalse(Files.exists(folders.data(run.run())));
        runs.delete(run.run());
    }

    @Test
    void refusesToDeleteWhatRuns() {
        var me = ProcessHandle.current();
        var run = RunRecords.running(
                "01JAAAAAAAAAAAAAAAAAAAAAAA", me.pid(), me.info().startInstant().orElseThrow(), OptionalLong.empty());
        runs.save(run);
        var problem =
                assertThrows(DiverException.class, () -> runs.delete(run.run())).problem();
        assertEquals(Problem.Kind.IN_USE, problem.kind());
        assertTrue(runs.reconcile().isEmpty());
    }

    @Test
    void marksTheRunOfADeadSupervisorAndEndsItsGuest() throws IOException, InterruptedException {
        var id = "01JAAAAAAAAAAAAAAAAAAAAAAA";
        folders.create(id);
        var memory = SharedMemory.ofRun(id, folders.runtime(id));
        Files.writeString(memory, "a guest's memory, whose name nobody took away");
        // Stands for a guest: it has the run's directory among its words.
        var guest = new ProcessBuilder("sleep", "1000000", "0000").start();
        var guestOfRun =
                new ProcessBuilder("sh", "-c", "exec 3<&0; while :; do sleep 1; done # " + folders.runtime(id)).start();
        try {
            runs.save(RunRecords.running(id, 4_000_000, Instant.EPOCH, OptionalLong.of(guestOfRun.pid())));
            runs.save(RunRecords.running(
                    "01JBAAAAAAAAAAAAAAAAAAAAAA",
                    ProcessHandle.current().pid(),
                    Instant.EPOCH,
                    OptionalLong.of(guest.pid())));
            var lost = runs.reconcile();
            assertEquals(2, lost.size());
            assertTrue(guestOfRun.waitFor(60, TimeUnit.SECONDS), "the run's guest was left behind");
            assertTrue(guest.isAlive(), "a process was ended that is no guest of ours");
            assertFalse(Files.exists(folders.runtime(id)));
            assertFalse(Files.exists(memory), "the guest's memory was left behind");
            var run = runs.find(id).orElseThrow();
            assertEquals(RunState.ENDED, run.state());
            assertEquals(Outcome.FAILED, run.outcome().orElseThrow());
            assertEquals(125, run.exitCode().orElseThrow());
            assertTrue(runs.reconcile().isEmpty());
        } finally {
            guest.destroyForcibly();
            guestOfRun.destroyForcibly();
        }
    }

    @Test
    void ordersReachTheSupervisorOfAnotherProcess() throws IOException, InterruptedException {
        var shortRoot = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var near = DiverHome.in(shortRoot, shortRoot);
            var places = new RunFolders(near);
            var id = "01JAAAAAAAAAAAAAAAAAAAAAAA";
            places.create(id);
            var heard = new LinkedBlockingQueue<String>();
            try (var server = new ControlServer(places, id, new Noting(heard));
                    var other = new LocalRuns(near, places)) {
                var run = RunRecords.ended(id);
                other.stop(run, false);
                assertEquals("stop", heard.poll(60, TimeUnit.SECONDS));
                other.stop(run, true);
                assertEquals("kill", heard.poll(60, TimeUnit.SECONDS));
                other.type(run, "ä\0\n".getBytes(StandardCharsets.UTF_8));
                assertEquals("type ä\0\n", heard.poll(60, TimeUnit.SECONDS));
                other.type(run, new byte[200_000]);
                var typed = 0;
                while (typed < 200_000) {
                    typed += heard.poll(60, TimeUnit.SECONDS).length() - "type ".length();
                }
                assertEquals(200_000, typed);
                assertEquals(
                        new DebugAccess.Available(STUB),
                        other.debug(RunRecords.running(id, 1, Instant.EPOCH, OptionalLong.empty())));
                assertEquals("debug", heard.poll(60, TimeUnit.SECONDS));
            }
            var problem = assertThrows(DiverException.class, () -> runs.stop(RunRecords.ended(id), false))
                    .problem();
            assertEquals(Problem.Kind.FAILED, problem.kind());
            places.removeRuntime(id);
        } finally {
            dev.diver.core.home.Folders.delete(shortRoot);
        }
    }

    @Test
    void aRunThatCrashedIsLookedIntoThroughItsOwnFolderOnly() throws IOException {
        var id = "01JAAAAAAAAAAAAAAAAAAAAAAA";
        var run = RunRecords.ended(id);
        var folder = Files.createDirectories(folders.data(id));
        assertTrue(unavailable(run).contains("left no memory"));
        var core = Files.writeString(folder.resolve("memory.core"), "core");
        var dump = new DebugTarget(
                new DebugTarget.Source.Dump(core), STUB.architecture(), List.of(), STUB.symbols(), List.of());
        var beside = folder.resolve("debug.json");
        Files.writeString(beside, new DebugJson().write(new DebugAccess.Available(dump)));
        assertEquals(new DebugAccess.Available(dump), runs.debug(run));

        Files.move(core, root.resolve("elsewhere"));
        Files.createSymbolicLink(core, root.resolve("elsewhere"));
        assertTrue(unavailable(run).contains("out of its folder"));
        Files.writeString(beside, new DebugJson().write(new DebugAccess.Available(STUB)));
        assertTrue(unavailable(run).contains("out of its folder"));
        Files.writeString(beside, "{\"target\": 1}");
        assertTrue(unavailable(run).contains("damaged"));
    }

    private String unavailable(RunRecord run) {
        return assertInstanceOf(DebugAccess.Unavailable.class, runs.debug(run)).why();
    }

    @Test
    void socketsHaveShortPathsHoweverDeepTheHomeIs() throws IOException {
        var deep = DiverHome.in(root.resolve("d".repeat(120)), root);
        var places = new RunFolders(deep);
        var id = "01JAAAAAAAAAAAAAAAAAAAAAAA";
        places.create(id);
        try {
            assertTrue(places.runtime(id).resolve("console-serial-0").toString().length() < 100);
            assertEquals(
                    "rwx------",
                    java.nio.file.attribute.PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(places.runtime(id))));
            assertEquals(places.runtime(id), new RunFolders(deep).runtime(id));
        } finally {
            places.removeRuntime(id);
        }
        assertFalse(Files.exists(places.runtime(id)));
    }

    private record Noting(LinkedBlockingQueue<String> heard) implements ControlServer.Orders {
        @Override
        public void stop() {
            heard.add("stop");
        }

        @Override
        public void kill() {
            heard.add("kill");
        }

        @Override
        public void type(byte[] bytes) {
            heard.add("type " + new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public CompletableFuture<DebugAccess> debug() {
            heard.add("debug");
            return CompletableFuture.completedFuture(new DebugAccess.Available(STUB));
        }
    }
}
