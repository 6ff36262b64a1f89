package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.debug.DebugTarget.Processor;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.net.Net;
import dev.diver.core.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real gdb at both kernels of a machine. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class DebuggingTest {
    private static final String FRAME = "#[0-9]+ +(?:0x[0-9a-f]+ in )?([^ ]+) \\(.*";

    private final Lab lab;

    DebuggingTest(Lab lab) {
        this.lab = lab;
    }

    static String gdb(DebugTarget target, List<String> commands) throws Exception {
        var lines = new ArrayList<>(List.of("set pagination off", "set architecture " + target.architecture()));
        target.sources().forEach(folder -> lines.add("set substitute-path " + folder.recorded() + " " + folder.here()));
        lines.add("file " + target.symbols().getFirst().file());
        for (var symbols : target.symbols().subList(1, target.symbols().size())) {
            lines.add("add-symbol-file " + symbols.file()
                    + (symbols.bias().isPresent() ? " -o " + symbols.bias().getAsLong() : ""));
        }
        lines.add(
                switch (target.source()) {
                    case DebugTarget.Source.Stub stub -> "target remote " + stub.socket();
                    case DebugTarget.Source.Dump dump -> "core-file " + dump.core();
                });
        lines.addAll(commands);
        var words = new ArrayList<>(List.of("timeout", "300", "gdb", "-nx", "-q", "-batch"));
        lines.forEach(line -> words.addAll(List.of("-ex", line)));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes());
    }

    @Test
    void bothKernelsAndTheProgramAreKnown() throws Exception {
        var said = debugged(
                lab.net("debugged", Path.of("/usr/bin/bzip2"), "--help"),
                OptionalLong.of(0x2000_0000_0000L),
                // The co-kernel's page tables are not there yet: the breakpoint must be one of the processor's own.
                "hbreak trap_system_call",
                "continue",
                "thread",
                "list trap_system_call",
                "info symbol frame->rip");
        assertTrue(said.contains("Breakpoint 1, trap_system_call ("), said);
        assertTrue(said.contains("Current thread is 2"), said);
        assertTrue(said.contains("int trap_system_call(struct frame *frame)"), said);
    }

    @Test
    void callsLeadFromTheCokernelIntoTheProgram() throws Exception {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var said = debugged(
                    lab.net("debugged", HostCommand.compile("fault", folder), "yield", "5"),
                    OptionalLong.empty(),
                    "hbreak fault_of_program",
                    "continue",
                    "echo === of a fault\\n",
                    "backtrace",
                    "delete",
                    // sched_yield()
                    "hbreak trap_system_call if frame->rax == 24",
                    "continue",
                    "echo === of a call\\n",
                    "backtrace",
                    "echo === of the program\\n",
                    "frame 2",
                    "print $rax",
                    "print $rdi");
            assertTrue(calls(said, "of a fault").matches("fault_of_program trap_interrupt <entry> _start( .*)?"), said);
            assertTrue(calls(said, "of a call").matches("trap_system_call <entry> syscall main( .*)? _start"), said);
            // The registers of the call, as they were in the program.
            assertTrue(said.contains("$1 = 24") && said.contains("$2 = 5"), said);
        } finally {
            Folders.delete(folder);
        }
    }

    /** The functions of the backtrace behind that mark, innermost first. */
    private static String calls(String said, String mark) {
        return said.substring(said.indexOf("=== " + mark))
                .lines()
                .skip(1)
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.contains("<signal handler called>") ? "<entry>" : line.replaceFirst(FRAME, "$1"))
                .collect(Collectors.joining(" "));
    }

    /** What gdb says to that of a dive from its first instruction on; the dive then goes on to its end. */
    private String debugged(Net net, OptionalLong bias, String... commands) throws Exception {
        var order = new DiveOrder(
                        net, Optional.empty(), Map.of(), Optional.empty(), Optional.of(Duration.ofSeconds(300)))
                .stoppedAtStart();
        var dive = lab.dives.dive(order, Progress.NONE, new Cancellation());
        try {
            var access = dive.debug().get(300, TimeUnit.SECONDS);
            var target = assertInstanceOf(DebugAccess.Available.class, access, access::toString)
                    .target();
            assertEquals(
                    List.of(new Processor("cpu 0", "Linux"), new Processor("cpu 1", "snorkel")), target.processors());
            assertEquals(
                    List.of("snorkel", "debugged"),
                    target.symbols().stream().map(symbols -> symbols.of()).toList());
            assertEquals(bias, target.symbols().get(1).bias());
            var lines = new ArrayList<>(List.of(commands));
            lines.addAll(List.of("delete", "detach"));
            var said = gdb(target, lines);
            var run = dive.ended().get(300, TimeUnit.SECONDS);
            assertEquals(Optional.of(Outcome.EXITED), run.outcome(), () -> run.reason() + said);
            return said;
        } finally {
            dive.kill();
            dive.ended().get(300, TimeUnit.SECONDS);
            lab.assertNothingStays();
        }
    }
}
