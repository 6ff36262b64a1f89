package dev.diver.app.journey;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a terminal of its own, and a person at it. */
final class TypedTerminal implements AutoCloseable {
    private static final long PATIENCE_MS = 60_000;

    private final PtyProcess process;
    private final StringBuilder said = new StringBuilder();
    private int seen;

    TypedTerminal(List<String> command, Map<String, String> environment) throws IOException {
        process = new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(environment)
                .setRedirectErrorStream(true)
                .setInitialColumns(200)
                .setInitialRows(50)
                .start();
        Thread.ofPlatform().daemon().name("terminal").start(this::read);
    }

    private void read() {
        var piece = new byte[4096];
        try (var in = process.getInputStream()) {
            for (int count; (count = in.read(piece)) >= 0; ) {
                var text = new String(piece, 0, count, StandardCharsets.UTF_8);
                synchronized (said) {
                    said.append(text);
                    said.notifyAll();
                }
            }
        } catch (IOException e) {
            // The program has ended.
        }
    }

    /** Waits for a text behind the one that was waited for last. */
    void await(String text) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE_MS * 1_000_000;
        synchronized (said) {
            while (plain().indexOf(text, seen) < 0) {
                var left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("\"" + text + "\" never came:\n" + said);
                }
                said.wait(left);
            }
            seen = plain().indexOf(text, seen) + text.length();
        }
    }

    private String plain() {
        return said.toString().replaceAll("\033\\[[0-9;?]*[a-zA-Z]", "");
    }

    void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    String said() {
        synchronized (said) {
            return plain();
        }
    }

    int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it does not end:\n" + said());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
