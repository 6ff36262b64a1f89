package dev.diver.console.session;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A program in a pseudoterminal whose terminal is ours. */
final class PtySession implements AutoCloseable {

    static final int COLUMNS = 80;
    static final int ROWS = 24;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private final PtyProcess process;
    private final Terminal terminal;
    private final Thread reader;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private long typed;
    private long changed = System.nanoTime();

    PtySession(List<String> command, Path directory) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        // What the programs look at besides; what the person who runs this has set must not show.
        environment.keySet().retainAll(List.of("PATH"));
        environment.putAll(
                Map.of("TERM", "xterm-256color", "LANG", "C.UTF-8", "LC_ALL", "C.UTF-8", "HOME", directory.toString()));
        process = new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(environment)
                .setDirectory(directory.toString())
                .setInitialColumns(COLUMNS)
                .setInitialRows(ROWS)
                .start();
        process.setWinSize(new WinSize(COLUMNS, ROWS));
        terminal = new Terminal(COLUMNS, ROWS, 1000, this::send);
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try {
            for (int count = process.getInputStream().read(buffer); count >= 0; ) {
                synchronized (this) {
                    output.write(buffer, 0, count);
                    changed = System.nanoTime();
                }
                terminal.write(buffer, 0, count);
                synchronized (this) {
                    notifyAll();
                }
                count = process.getInputStream().read(buffer);
            }
        } catch (IOException ended) {
            // So a pseudoterminal ends.
        }
    }

    void type(String keys) {
        synchronized (this) {
            changed = System.nanoTime();
            typed = bytesRead() + keys.length();
        }
        send(keys.getBytes(StandardCharsets.UTF_8));
    }

    private void send(byte[] bytes) {
        try {
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
        } catch (IOException ended) {
            // Nobody listens any more.
        }
    }

    /** All that the program said. */
    synchronized byte[] output() {
        return output.toByteArray();
    }

    /** Waits until the program has nothing more to say; for recording only, since it takes a time for a condition. */
    synchronized void awaitQuiet(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline
                && (output.size() == 0 || System.nanoTime() - changed < TimeUnit.MILLISECONDS.toNanos(millis))) {
            wait(20);
        }
    }

    /** Waits until the program, having read what was typed, waits for more. */
    synchronized void awaitPrompt() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < deadline && process.isAlive() && !(bytesRead() >= typed && isReading())) {
            wait(5);
        }
    }

    private long bytesRead() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/io"))) {
            return lines.filter(line -> line.startsWith("rchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring(7)))
                    .sum();
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    /** Whether the program sleeps in a read of its terminal, which a program that throws away early keys must do first. */
    private boolean isReading() {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/syscall"))
                    .startsWith("0 0x0 ");
        } catch (IOException ended) {
            return false;
        }
    }

    /** Waits for a screen, and gives the last one, whether or not it came. */
    synchronized Screen await(Predicate<Screen> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        Screen screen = terminal.screen(0);
        while (!wanted.test(screen) && System.nanoTime() < deadline && process.isAlive()) {
            wait(50);
            screen = terminal.screen(0);
        }
        return screen;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
        reader.join(TimeUnit.SECONDS.toMillis(10));
    }
}
