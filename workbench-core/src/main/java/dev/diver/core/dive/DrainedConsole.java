package dev.diver.core.dive;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A console that a deployer feeds from the thread that drains the guest: what comes goes to the log first, then to who
 * looks on. The log is bounded, so that a guest that floods its console does not fill the disk; views still see all.
 */
public final class DrainedConsole implements Console, AutoCloseable {
    /** Bytes that are logged; more than anybody reads. */
    public static final long LOG_LIMIT = 64L << 20;

    private static final int PIECE = 1 << 16;

    private final String name;
    private final Path log;
    private final Consumer<byte[]> typed;
    private final OutputStream out;
    private final List<Sink> sinks = new CopyOnWriteArrayList<>();
    private long logged;

    /** @param typed takes what the person types; must not block */
    public DrainedConsole(String name, Path log, Consumer<byte[]> typed) {
        this.name = name;
        this.log = log;
        this.typed = typed;
        try {
            out = Files.newOutputStream(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the guest said. From one thread only. */
    public synchronized void feed(byte[] bytes, int offset, int length) throws IOException {
        var kept = (int) Math.min(length, LOG_LIMIT - logged);
        if (kept > 0) {
            out.write(bytes, offset, kept);
            logged += kept;
            if (logged == LOG_LIMIT) {
                out.write("\n[diver: the console's log is full; what follows was shown but not kept]\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        for (var sink : sinks) {
            give(sink, bytes, offset, length);
        }
    }

    private void give(Sink sink, byte[] bytes, int offset, int length) {
        try {
            sink.accept(bytes, offset, length);
        } catch (RuntimeException e) {
            // A view that fails must not stop the draining, on which the guest depends.
            sinks.remove(sink);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void write(byte[] bytes) {
        typed.accept(bytes);
    }

    @Override
    public synchronized Subscription attach(Sink sink) {
        // Nothing is fed meanwhile, so that there is neither gap nor overlap.
        try (var in = Files.newInputStream(log)) {
            var piece = new byte[PIECE];
            for (var count = in.read(piece); count >= 0; count = in.read(piece)) {
                sink.accept(piece, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sinks.add(sink);
        return () -> sinks.remove(sink);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
