package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.problem.DiverException;
import dev.diver.core.run.KeptCrash;
import dev.diver.core.run.Outcome;
import dev.diver.deployer.vm.snorkel.SnorkelBuild;
import dev.diver.deployer.vm.snorkel.SnorkelBuild.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real gdb at real guests, with nothing but what a dive tells of itself. */
@ExtendWith(SnorkelBuild.class)
@Timeout(600)
class DebuggingTest {
    private final Images images;
    private TestBed bed;

    DebuggingTest(Images images) {
        this.images = images;
    }

    @BeforeEach
    void open() throws Exception {
        bed = new TestBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private PulledKernel kernel(String configuration) throws IOException {
        var root = images.configuration(configuration);
        var manifest = new KernelManifestFormat().read(Files.readAllBytes(root.resolve("kernel.json")), "kernel.json");
        return new PulledKernel(manifest, "sha256:" + "1".repeat(64), root);
    }

    private DiveOrder order(String program, List<String> args, Optional<Duration> timeout) throws IOException {
        return order(program, args, timeout, Map.of());
    }

    private DiveOrder order(String program, List<String> args, Optional<Duration> timeout, Map<String, String> settings)
            throws IOException {
        Files.copy(images.test(program), bed.project.resolve(program));
        return new DiveOrder(
                bed.net(Optional.of(program), args), Optional.empty(), settings, Optional.empty(), timeout);
    }

    static DebugTarget target(ActiveDive dive) throws Exception {
        var access = dive.debug().get(120, TimeUnit.SECONDS);
        return assertInstanceOf(DebugAccess.Available.class, access, access::toString)
                .target();
    }

    /** What gdb says to these commands, given everything that the target tells. */
    static String gdb(DebugTarget target, String... commands) throws Exception {
        var words = new ArrayList<>(List.of("sh", "-c", "\"$@\"; true", "-"));
        // Its status is nothing to go by: a guest that is let go may end before it has said so.
        words.addAll(List.of("timeout", "240", "gdb", "-nx", "-q", "-batch"));
        var lines = new ArrayList<String>();
        lines.add("set pagination off");
        lines.add("set backtrace past-main on");
        lines.add("set architecture " + target.architecture());
        for (var folder : target.sources()) {
            lines.add("set substitute-path " + folder.recorded() + " " + folder.here());
        }
        for (var symbols : target.symbols()) {
            lines.add((lines.stream().anyMatch(line -> line.startsWith("file ")) ? "add-symbol-file " : "file ")
                    + symbols.file()
                    + (symbols.bias().isPresent() ? " -o " + symbols.bias().getAsLong() : ""));
        }
        lines.add(
                switch (target.source()) {
                    case DebugTarget.Source.Stub stub -> "target remote " + stub.socket();
                    case DebugTarget.Source.Dump dump -> "core-file " + dump.core();
                });
        lines.addAll(List.of(commands));
        lines.forEach(line -> words.addAll(List.of("-ex", line)));
        return SnorkelBuild.run(Path.of("/"), 0, words);
    }

    @Test
    void standsStillUntilADebuggerLetsItGoAndOnlyThenItsTimeRuns() throws Exception {
        // Long enough for gdb and the guest on a machine that is very busy.
        var limit = Duration.ofSeconds(10);
        var dive = bed.dive(
                kernel("linked"),
                order("console", List.of(), Optional.of(limit)).stoppedAtStart());
        var target = target(dive);
        Thread.sleep(limit.plusMillis(300));
        assertFalse(dive.ended().isDone());
        assertEquals("", Files.readString(dive.record().console()));

        assertEquals(List.of(new DebugTarget.Processor("cpu 0", "snorkel")), target.processors());
        var symbols = target.symbols().getFirst();
        assertEquals(bed.project.resolve("console"), symbols.file());
        assertTrue(symbols.mapped());
        assertTrue(SnorkelBuild.run(
                        Path.of("/"), 0, List.of("readelf", "-n", symbols.file().toString()))
                .contains(symbols.buildId().orElseThrow()));
        var said = gdb(target, "break main", "continue", "backtrace", "list start", "detach");
        assertTrue(said.contains("Breakpoint 1, main () at test/console.c:"), said);
        assertTrue(said.contains("in application_run () at kernel/linked.c:"), said);
        assertTrue(said.contains("_Noreturn void start("), said);

        var run = TestBed.end(dive);
        assertEquals(Outcome.TIMED_OUT, run.outcome().orElseThrow(), run::toString);
        assertTrue(TestBed.said(run).contains("type"), () -> run.toString());
        assertFalse(Files.exists(bed.folders.runtime(run.run())));
    }

    @Test
    void isReachedWhileItRunsAndGoesOn() throws Exception {
        var dive = bed.dive(kernel("linked"), order("console", List.of(), Optional.of(Duration.ofSeconds(300))));
        var console = dive.consoles().getFirst();
        ConsoleSays.await(dive, "type");
        var target = target(dive);
        console.write("before\n".getBytes());
        ConsoleSays.await(dive, "heard \"before\"");
        assertEquals(target, target(dive));

        for (var round = 0; round < 2; round++) {
            var said = gdb(target, "backtrace", "detach");
            assertTrue(said.contains("main () at test/console.c:"), said);
        }
        console.write("after\n\u0004".getBytes());
        var run = TestBed.end(dive);
        assertEquals(OptionalInt.of(0), run.exitCode(), run::toString);
        assertTrue(TestBed.said(run).contains("heard \"after\""), () -> run.toString());
    }

    @Test
    void aPageFaultIsLookedIntoWhenAllIsOver() throws Exception {
        var order = order("fault", List.of("null"), Optional.of(Duration.ofSeconds(300)));
        var run = TestBed.end(bed.dive(kernel("linked"), order));
        assertEquals(Outcome.CRASHED, run.outcome().orElseThrow(), run::toString);
        assertEquals(OptionalInt.of(134), run.exitCode());
        assertTrue(run.reason().contains("It said: snorkel: crash: page fault"), run::reason);

        var kept = KeptCrash.of(run).orElseThrow();
        var report = Files.readString(kept.report());
        var calls = List.of("exception_report+", "interrupt_dispatch+", " innermost+", " middle+", " main+");
        var at = 0;
        for (var call : calls) {
            at = report.indexOf(call, at);
            assertTrue(at > 0, () -> call + " in " + report);
        }
        assertTrue(report.contains("RIP=0000000000"), report);
        var memory = kept.memory().orElseThrow();
        assertTrue(Files.size(memory) >= 128 << 20);

        // Who has seen a crash builds the program anew.
        Files.writeString(bed.project.resolve("fault"), "another one");
        var target = assertInstanceOf(DebugAccess.Available.class, bed.runs.debug(run))
                .target();
        var said = gdb(
                target,
                "x/1xg 0",
                "backtrace",
                "frame function innermost",
                "info args",
                "x/s what",
                "x/1xg $rsp",
                "x/1xg $rsp + " + DebugTarget.Source.Dump.PHYSICAL);
        assertTrue(said.contains("<signal handler called>"), said);
        assertTrue(said.matches("(?s).*innermost \\(what=0x[0-9a-f]+ <[^>]*> \"null\"\\) at test/fault.c:24.*"), said);
        assertTrue(said.contains("in main (argc=2"), said);
        assertTrue(said.contains("Cannot access memory at address 0x0"), said);
        var words = said.lines()
                .filter(line -> line.matches("0x1?0*7[0-9a-f]{6}:\t0x.*"))
                .map(line -> line.split("\t")[1])
                .toList();
        assertEquals(2, words.size(), said);
        assertEquals(words.get(0), words.get(1), said);
    }

    @Test
    void aCrashStopsInTheDebuggerThatIsThere() throws Exception {
        var dive = bed.dive(
                kernel("linked"),
                order("fault", List.of("divide"), Optional.empty()).stoppedAtStart());
        var report = dive.record().console().resolveSibling(KeptCrash.REPORT);
        var kept = "shell for i in $(seq 600); do test -e " + report + " && break; sleep 0.1; done";
        var said = gdb(target(dive), "continue", "backtrace", "print zero", kept, "detach");
        assertTrue(said.contains("<signal handler called>"), said);
        assertTrue(said.contains("in innermost (what="), said);
        assertTrue(said.contains("$1 = 0"), said);
        var run = TestBed.end(dive);
        assertEquals(Outcome.CRASHED, run.outcome().orElseThrow(), run::toString);
        assertTrue(KeptCrash.of(run).orElseThrow().memory().isPresent());
    }

    @Test
    void aKernelMayHaveAStubOfItsOwn() throws Exception {
        var order = order("stub", List.of(), Optional.of(Duration.ofSeconds(300)), Map.of("stub", "serial2"));
        var dive = bed.dive(kernel("linked"), order);
        ConsoleSays.await(dive, "waiting for a debugger");
        var said = gdb(target(dive), "print greeting", "info registers rip", "detach");
        assertTrue(said.contains("\"seen through a stub of its own\""), said);
        assertTrue(said.contains("<registers>"), said);
        var run = TestBed.end(dive);
        assertEquals(Outcome.EXITED, run.outcome().orElseThrow(), run::toString);

        var refused = assertThrows(
                DiverException.class,
                () -> bed.dives(kernel("linked").manifest())
                        .explain(order.stoppedAtStart(), Progress.NONE, new Cancellation()));
        assertTrue(refused.problem().remedy().contains("attach while it runs"), refused::toString);
    }

    @Test
    void knowsWhereTheLoaderPutsTheProgram() throws Exception {
        var dive = bed.dive(
                kernel("loader"),
                order("module-hello", List.of(), Optional.empty()).stoppedAtStart());
        var target = target(dive);
        assertEquals(2, target.symbols().size());
        assertEquals(OptionalLong.of(0x400000), target.symbols().get(1).bias());
        assertFalse(target.symbols().get(1).mapped());

        var said = gdb(target, "hbreak module-hello.c:main", "continue", "backtrace", "delete", "detach");
        assertTrue(said.contains("main (") && said.contains("test/module-hello.c:"), said);
        assertTrue(said.contains("in application_run () at kernel/loader.c:"), said);
        var run = TestBed.end(dive);
        assertEquals(Outcome.EXITED, run.outcome().orElseThrow(), run::toString);
    }
}
