package dev.diver.console.shell;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import com.pty4j.unix.UnixPtyProcess;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.DrainedConsole;
import dev.diver.core.dive.Keyboard;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of this host in a pseudo-terminal of its own, mostly a shell. It ends with its owner: when that is gone its
 * terminal is, which hangs it up. Thread-safe.
 */
public final class LocalShell implements Console, AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String TERM = "xterm-256color";

    private final UnixPtyProcess process;
    private final MasterReader reader;
    private final DrainedConsole console;
    private final Keyboard keyboard = new Keyboard();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private LocalShell(String name, UnixPtyProcess process, Path log) throws IOException {
        this.process = process;
        reader = new MasterReader(process.getPty().getMasterFD());
        console = new DrainedConsole(name, log, keyboard::type);
    }

    /**
     * Starts a program.
     *
     * @param command its argv
     * @param environment all of it but for {@code TERM}
     * @param logs where what it says is kept as long as it is open
     */
    public static LocalShell start(
            String name, List<String> command, Path directory, Map<String, String> environment, Path logs)
            throws IOException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("TERM", TERM);
        variables.put("COLORTERM", "truecolor");
        Files.createDirectories(logs);
        Path log = Files.createTempFile(logs, "shell-", ".log");
        PtyProcess process = null;
        LocalShell shell;
        try {
            process = new PtyProcessBuilder(command.toArray(String[]::new))
                    .setEnvironment(variables)
                    .setDirectory(directory.toString())
                    .setRedirectErrorStream(true)
                    .start();
            shell = new LocalShell(name, (UnixPtyProcess) process, log);
        } catch (IOException | RuntimeException failure) {
            if (process != null) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(log);
            throw failure;
        }
        // Not virtual ones: those must not be interrupted, nor closed under, in a read of a tty.
        Thread drain = Thread.ofPlatform().daemon().name("drain " + name).start(shell::drain);
        Thread.ofPlatform().daemon().name("end of " + name).start(() -> shell.watch(drain));
        shell.keyboard.connect(name, shell::send);
        return shell;
    }

    private void drain() {
        byte[] buffer = new byte[MasterReader.piece()];
        try (reader) {
            for (int count; (count = reader.read(buffer)) >= 0; ) {
                console.feed(buffer, 0, count);
            }
        } catch (IOException broken) {
            // Nothing can be read from it any more: what was said until then is there.
        }
    }

    /** What the program left behind may hold its terminal open for ever: it gets a moment to say its last words. */
    private void watch(Thread drain) {
        int status = -1;
        try {
            status = process.waitFor();
            drain.join(LAST_WORDS);
            // Not closed while it is read from, by a number that the next file that is opened would get.
            reader.cancel();
            drain.join();
            process.getInputStream().close();
            process.getOutputStream().close();
            console.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException full) {
            // The log is as long as it could be.
        } finally {
            ended.complete(status);
            keyboard.close();
        }
    }

    private void send(byte[] bytes) throws IOException {
        OutputStream out = process.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    @Override
    public String name() {
        return console.name();
    }

    @Override
    public Path log() {
        return console.log();
    }

    @Override
    public void write(byte[] bytes) {
        console.write(bytes);
    }

    @Override
    public void resize(int columns, int rows) {
        // One call of the kernel (TIOCSWINSZ), which does not wait for anybody.
        if (process.isAlive()) {
            process.setWinSize(new WinSize(columns, rows));
        }
    }

    @Override
    public Subscription attach(Sink sink) {
        return console.attach(sink);
    }

    /**
     * The names of the programs that run in it now, without their directories; those of other users are told by number.
     * Reads the list of all processes: not for the screen's thread.
     */
    public List<String> programs() {
        return process.isAlive()
                ? ProcessHandle.of(process.pid()).stream()
                        .flatMap(ProcessHandle::children)
                        .map(child -> child.info()
                                .command()
                                .map(command -> command.substring(command.lastIndexOf('/') + 1))
                                .orElse("process " + child.pid()))
                        .toList()
                : List.of();
    }

    /** Its status, once it has ended. */
    public CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    /** Hangs up, so that a shell ends what runs in it, and waits for that a moment. What it said is forgotten. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.hangup();
        }
        try {
            ended.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException deaf) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Files.deleteIfExists(log());
            String times = log().getFileName().toString().replaceFirst("\\.log$", ".times");
            Files.deleteIfExists(log().resolveSibling(times));
        } catch (IOException left) {
            // It is in a directory of things that can be made again.
        }
    }
}
