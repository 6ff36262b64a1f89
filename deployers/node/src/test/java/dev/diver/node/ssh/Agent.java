package dev.diver.node.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** OpenSSH's own {@code ssh-agent}. */
final class Agent implements AutoCloseable {
    private final Path socket;
    private final Process process;

    private Agent(Path socket, Process process) {
        this.socket = socket;
        this.process = process;
    }

    static Agent start(Path socket) throws IOException, InterruptedException {
        var process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .start();
        for (var i = 0; i < 6000 && !Files.exists(socket); i++) {
            Thread.sleep(10);
        }
        return new Agent(socket, process);
    }

    void add(Path identity) throws IOException, InterruptedException {
        Files.setPosixFilePermissions(identity, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        var builder = new ProcessBuilder("ssh-add", identity.toString()).redirectErrorStream(true);
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        var adding = builder.start();
        var said = new String(adding.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, adding.waitFor(), said);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(5, TimeUnit.SECONDS);
        process.destroyForcibly();
    }
}
