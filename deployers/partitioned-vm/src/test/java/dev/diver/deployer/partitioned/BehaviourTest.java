package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.home.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Small programs that look closely: the same words and status on both sides, and nothing that failed. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class BehaviourTest {
    private final Lab lab;

    BehaviourTest(Lab lab) {
        this.lab = lab;
    }

    @Test
    void isThatOfLinux() throws Exception {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var both = new SideBySide(lab);
            both.work("line", Files.writeString(folder.resolve("line"), "from a file\n"));
            for (var name : List.of("signals", "memory", "transfer", "start", "refused", "exhaust", "fault")) {
                both.program("/test/" + name, HostCommand.compile(name, folder));
            }
            both.command("signals", List.of("/test/signals"));
            both.command("memory", List.of("/test/memory"));
            both.command("transfer", List.of("/test/transfer"));
            both.command("start", List.of("/test/start", "a", "two words", "", "'\"$x"), "/work/line");
            both.command("null", List.of("/test/fault", "null"));
            both.command("divide", List.of("/test/fault", "divide"));
            both.command("abort", List.of("/test/fault", "abort"));
            both.command("kill", List.of("/test/fault", "kill"));
            both.command("term", List.of("/test/fault", "term"));
            both.command("exhaust", List.of("/test/exhaust", "200"));
            both.command("exhausted", List.of("/test/exhaust", "300"));
            both.command("refused", List.of("/test/refused"));
            var pairs = both.run(Duration.ofSeconds(150));
            var refused = pairs.remove("refused");
            var exhausted = pairs.remove("exhausted");
            assertAll(pairs.entrySet().stream()
                    .map(entry -> () -> assertEquals(
                            entry.getValue().linux(), entry.getValue().cokernel(), entry.getKey())));
            for (var name : List.of("signals", "memory", "transfer", "start", "exhaust")) {
                assertEquals(
                        0, pairs.get(name).linux().status(), pairs.get(name).toString());
            }
            assertEquals(139, pairs.get("null").cokernel().status());
            assertEquals(136, pairs.get("divide").cokernel().status());
            assertEquals(
                    137, exhausted.cokernel().status(), exhausted.cokernel().output());
            assertEquals(new SideBySide.Side("refused: all right\n", 0), refused.cokernel());
            assertEquals(
                    List.of("clone", "fork", "execve", "ptrace", "io_uring_setup", "clone3"),
                    KnownDifferences.unsupported(refused.counted()));
            assertTrue(both.cokernelSaid().contains("snorkel: out of memory: "), both.cokernelSaid());
            assertTrue(
                    both.cokernelSaid()
                            .contains("the program is ended by signal 11: exception 14, error 0x6, address 0x0"),
                    both.cokernelSaid());
        } finally {
            Folders.delete(folder);
        }
    }
}
