package dev.diver.console.gdb;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.unix.Pty;
import dev.diver.core.dive.Keyboard;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A gdb with two pseudo-terminals: its own, where a person may type, and one that carries its machine interface. When
 * this process ends, however it ends, gdb's terminal hangs up and gdb leaves the guest. Thread-safe.
 */
final class GdbProcess {
    private static final int PIECE = 1 << 16;

    private final PtyProcess process;
    private final Pty interpreter;
    private final Keyboard keyboard = new Keyboard();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Takes what comes; must not keep the array. */
    @FunctionalInterface
    interface Receiver {
        void accept(byte[] bytes, int offset, int count);
    }

    private GdbProcess(PtyProcess process, Pty interpreter) {
        this.process = process;
        this.interpreter = interpreter;
    }

    /**
     * @param options of gdb, the program first
     * @param terminal gets what its own terminal shows, on a thread of its own
     * @param answers gets the machine interface's bytes, likewise
     */
    static GdbProcess start(List<String> options, Receiver terminal, Receiver answers) throws IOException {
        var interpreter = new Pty();
        try {
            RawMode.set(interpreter.getMasterFD());
            var command = new java.util.ArrayList<>(options);
            command.addAll(List.of("-ex", "new-ui mi3 " + interpreter.getSlaveName()));
            var environment = new HashMap<>(System.getenv());
            environment.put("TERM", "xterm-256color");
            environment.put("LC_ALL", "C.UTF-8");
            var process = new PtyProcessBuilder(command.toArray(String[]::new))
                    .setEnvironment(environment)
                    .setDirectory("/")
                    .setRedirectErrorStream(true)
                    .setInitialColumns(120)
                    .setInitialRows(30)
                    .start();
            var gdb = new GdbProcess(process, interpreter);
            gdb.keyboard.connect("gdb", gdb::send);
            gdb.read("gdb's terminal", process.getInputStream(), terminal);
            gdb.read("gdb's answers", interpreter.getInputStream(), answers);
            Thread.ofPlatform().daemon().name("gdb's end").start(gdb::awaitEnd);
            return gdb;
        } catch (IOException | RuntimeException e) {
            interpreter.close();
            throw e;
        }
    }

    private void read(String name, InputStream in, Receiver receiver) {
        // A platform thread: a read of a terminal on a virtual one cannot be ended.
        Thread.ofPlatform().daemon().name(name).start(() -> {
            var piece = new byte[PIECE];
            try {
                for (int count; (count = in.read(piece)) >= 0; ) {
                    receiver.accept(piece, 0, count);
                }
            } catch (IOException e) {
                // The other side is gone: a pseudo-terminal's end of file.
            }
        });
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        keyboard.close();
        try {
            interpreter.close();
            process.getInputStream().close();
            process.getOutputStream().close();
        } catch (IOException e) {
            // Nothing is left that could be closed better.
        }
        ended.complete(null);
    }

    OutputStream commands() {
        return interpreter.getOutputStream();
    }

    private void send(byte[] typed) throws IOException {
        process.getOutputStream().write(typed);
        process.getOutputStream().flush();
    }

    /** Never blocks. */
    void type(byte[] typed) {
        keyboard.type(typed);
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Void> ended() {
        return ended;
    }

    boolean endsWithin(long milliseconds) {
        try {
            return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** At once, whatever it does. Returns at once. */
    void kill() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
}
