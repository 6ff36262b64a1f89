package dev.diver.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(400)
class LocalShellTest {

    @TempDir
    Path directory;

    private final StringBuffer said = new StringBuffer();

    private LocalShell start(String... command) throws IOException {
        LocalShell shell = LocalShell.start(
                "shell",
                List.of(command),
                directory,
                Map.of("PATH", "/usr/bin:/bin", "PS1", "> "),
                directory.resolve("logs"));
        shell.attach((bytes, offset, length) -> said.append(new String(bytes, offset, length, StandardCharsets.UTF_8)));
        return shell;
    }

    private void await(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (said.indexOf(text) < 0) {
            assertTrue(System.nanoTime() < end, () -> "waited for " + text + " in " + said);
            Thread.sleep(5);
        }
    }

    private static byte[] keys(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aShellHasATerminalOfTheViewsSize() throws Exception {
        try (LocalShell shell = start("/bin/sh", "-i")) {
            await("> ");
            shell.resize(101, 33);
            shell.write(keys("stty size; echo $TERM; pwd\r"));
            await("33 101");
            await("xterm-256color");
            await(directory.toString());
            shell.write(keys("exit 7\r"));
            assertEquals(7, shell.ended().get(30, TimeUnit.SECONDS));
        }
        try (var left = Files.list(directory.resolve("logs"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void closingEndsIt() throws Exception {
        LocalShell shell = start("/bin/sh", "-c", "sleep 3 & echo $$; exec sleep 1000");
        await("\n");
        long pid = Long.parseLong(said.toString().strip());
        shell.close();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
            assertTrue(System.nanoTime() < end, "it still runs");
            Thread.sleep(5);
        }
        assertFalse(Files.exists(shell.log()));
    }
}
