package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.dive.LocalDives;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.net.Nets;
import dev.diver.core.run.KeptCrash;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Errors of the co-kernel itself, which has one for each built in: Linux goes on, and the run tells all about it. */
@ExtendWith(Lab.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class CokernelCrashTest {
    private final Lab lab;
    private Path folder;
    private Path fault;
    private LocalDives dives;

    CokernelCrashTest(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    void build() throws Exception {
        folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        fault = HostCommand.compile("fault", folder);
        try (var crash = CokernelCrashTest.class.getResourceAsStream("crash.c")) {
            var packages = ChangedSources.in(folder)
                    .replace(
                            "kernels/snorkel/cokernel/program.c",
                            "(CALL_SCHED_YIELD\\] = )call_nothing",
                            "$1call_crash")
                    .replace(
                            "kernels/snorkel/cokernel/program.c",
                            "(typedef int64_t .*call_function.*)",
                            "$1\nint64_t call_crash(struct frame *frame);")
                    .add("kernels/snorkel/cokernel/crash.c", crash.readAllBytes())
                    .make("snorkel");
            var kernel = new PulledKernel(lab.cokernel.manifest(), "sha256:0", packages.resolve("cokernel"));
            dives = new LocalDives(with(kernel), lab.runs, lab.folders, List.of(lab.deployer), Clock.systemUTC());
        }
    }

    @AfterAll
    void clean() {
        Folders.delete(folder);
    }

    @AfterEach
    void nothingStays() throws Exception {
        lab.assertNothingStays();
    }

    /** The lab's, but with a kernel that no catalog would hold. */
    private Nets with(PulledKernel kernel) {
        return (Nets) Proxy.newProxyInstance(
                Nets.class.getClassLoader(),
                new Class<?>[] {Nets.class},
                (proxy, method, arguments) ->
                        method.getName().equals("kernel") ? kernel : method.invoke(lab.nets, arguments));
    }

    private RunRecord dive(String how, Optional<Duration> timeout) throws Exception {
        var net = lab.net("crash", fault, "yield", how);
        var order = new DiveOrder(net, Optional.empty(), Map.of(), Optional.empty(), timeout);
        return dives.dive(order, Progress.NONE, new Cancellation()).ended().get(300, TimeUnit.SECONDS);
    }

    private static String said(RunRecord record, String console) {
        try {
            return Files.readString(record.console().resolveSibling(console), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertCrash(String exception, String function, RunRecord record) {
        assertEquals(Optional.of(Outcome.CRASHED), record.outcome(), record.reason());
        assertEquals(134, record.exitCode().orElseThrow(), record.reason());
        assertTrue(
                record.reason()
                        .matches("The co-kernel met an error of its own: exception " + exception + ", at " + function
                                + "\\+0x[0-9a-f]+, called from"
                                + " trap_system_call\\+0x[0-9a-f]+, called from system_call_entry\\+0x[0-9a-f]+\\."),
                record.reason());
        var cokernel = said(record, "console-cokernel.log");
        assertTrue(cokernel.contains("snorkel: crash: exception "), cokernel);
        assertTrue(cokernel.contains("  rax ") && cokernel.contains("  r14 "), cokernel);
        assertTrue(said(record, "console.log").contains("cokernel-run: the co-kernel crashed: exception "));
        assertFalse(said(record, "console-linux.log").matches("(?s).*(Oops|BUG|panic|WARNING).*"));
    }

    @Test
    void aPageFaultIsLookedIntoWhenAllIsOver() throws Exception {
        var record = dive("1", Optional.empty());

        assertCrash("14 in the co-kernel \\(page fault on 0x10\\)", "touch_nothing", record);
        var kept = KeptCrash.of(record).orElseThrow();
        var report = Files.readString(kept.report());
        var at = 0;
        for (var part : List.of(
                record.reason(),
                "crash on snorkel:0.1.0-cokernel",
                "cpu 1 (snorkel)",
                " give_up+",
                " trap_interrupt+",
                " touch_nothing+",
                " trap_system_call+",
                " syscall+",
                "cpu 0 (Linux)")) {
            at = report.indexOf(part, at);
            assertTrue(at >= 0, () -> part + " in " + report);
        }
        var target = assertInstanceOf(DebugAccess.Available.class, lab.runs.debug(record))
                .target();
        assertEquals(List.of(new DebugTarget.Processor("cpu 1", "snorkel")), target.processors());
        var said = DebuggingTest.gdb(
                target,
                List.of(
                        "info threads",
                        "backtrace",
                        "frame function call_crash",
                        "print frame->rax",
                        "print ((struct cokernel_window *) 0xffffffff80000000)->crash.vector"));
        var calls = said.lines()
                .filter(line -> line.matches("#[0-9]+ .*"))
                .map(line ->
                        line.replaceFirst("^#[0-9]+ +(0x[0-9a-f]+ in )?", "").replaceFirst(" \\(.*", ""))
                .collect(Collectors.joining(" "));
        assertTrue(
                calls.matches(".*give_up trap_interrupt <signal handler called> touch_nothing call_crash"
                        + " trap_system_call <signal handler called> syscall main .*_start .*"),
                said);
        assertTrue(said.contains("$1 = 24") && said.contains("$2 = 14"), said);
        // The file is as large as the region; what was never written has no place on the disk.
        var memory = kept.memory().orElseThrow();
        var size = Files.size(memory) >> 20;
        assertTrue(size >= 256 && size < 260, () -> size + " MiB");
    }

    @Test
    void aDoubleFault() throws Exception {
        var record = dive("2", Optional.empty());

        assertCrash("8 in the co-kernel \\(double fault\\)", "lose_stack", record);
        // Told on a stack of its own; this is the one that was lost.
        assertTrue(said(record, "console-cokernel.log").contains("rsp fffff00000001000"));
    }

    @Test
    void anEndlessLoop() throws Exception {
        var begun = System.nanoTime();
        dive("1", Optional.empty());
        var whole = Duration.ofNanos(System.nanoTime() - begun);
        // However busy the machine is: the program has begun long before.
        var record = dive("3", Optional.of(whole.multipliedBy(2).plusSeconds(5)));

        assertEquals(Optional.of(Outcome.TIMED_OUT), record.outcome(), record.reason());
        assertEquals(124, record.exitCode().orElseThrow());
        assertEquals("begun\r\n", said(record, "console.log"));
    }
}
