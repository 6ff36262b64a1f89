package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.debug.DebugTarget.Processor;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.run.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real gdb at both kernels of a machine. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class DebuggingTest {
    private final Lab lab;

    DebuggingTest(Lab lab) {
        this.lab = lab;
    }

    private static String gdb(DebugTarget target, List<String> commands) throws Exception {
        var lines = new ArrayList<>(List.of("set pagination off", "set architecture " + target.architecture()));
        target.sources().forEach(folder -> lines.add("set substitute-path " + folder.recorded() + " " + folder.here()));
        lines.add("file " + target.symbols().getFirst().file());
        for (var symbols : target.symbols().subList(1, target.symbols().size())) {
            lines.add("add-symbol-file " + symbols.file()
                    + (symbols.bias().isPresent() ? " -o " + symbols.bias().getAsLong() : ""));
        }
        lines.add("target remote "
                + assertInstanceOf(DebugTarget.Source.Stub.class, target.source())
                        .socket());
        lines.addAll(commands);
        var words = new ArrayList<>(List.of("timeout", "300", "gdb", "-nx", "-q", "-batch"));
        lines.forEach(line -> words.addAll(List.of("-ex", line)));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes());
    }

    @Test
    void bothKernelsAndTheProgramAreKnown() throws Exception {
        var net = lab.net("debugged", Path.of("/usr/bin/bzip2"), "--help");
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
            assertEquals(
                    OptionalLong.of(0x2000_0000_0000L), target.symbols().get(1).bias());
            // The co-kernel's page tables are not there yet: the breakpoint must be one of the processor's own.
            var said = gdb(
                    target,
                    List.of(
                            "hbreak trap_system_call",
                            "continue",
                            "thread",
                            "backtrace 2",
                            "list trap_system_call",
                            "info symbol frame->rip",
                            "delete",
                            "detach"));
            assertTrue(said.contains("Breakpoint 1, trap_system_call ("), said);
            assertTrue(said.contains("Current thread is 2"), said);
            assertTrue(said.contains("in system_call_entry () at cokernel/trap.S:"), said);
            assertTrue(said.contains("int trap_system_call(struct frame *frame)"), said);
            var run = dive.ended().get(300, TimeUnit.SECONDS);
            assertEquals(Optional.of(Outcome.EXITED), run.outcome(), run::reason);
        } finally {
            dive.kill();
            dive.ended().get(300, TimeUnit.SECONDS);
        }
        lab.assertNothingStays();
    }
}
