package dev.diver.core.dive;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A console that a deployer feeds from the thread that drains the guest. What comes goes to the log and to a ring in
 * memory, never to a sink: each sink has a thread of its own that reads after it, so that a slow or failing view holds up
 * neither the guest nor another view. Both log and ring are bounded: a flood fills neither disk nor memory, and only a
 * view that is behind by more than the ring, past the end of the log, misses bytes and is told how many.
 */
public final class DrainedConsole implements Console, Closeable {
    /** Bytes that are logged; more than anybody reads. */
    public static final long LOG_LIMIT = 64L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Consumer<byte[]> typed;
    private final FileChannel out;
    private final Map<Signal, Runnable> signals;
    private final long logLimit;
    private final LongSupplier clock;
    private final ConsoleTimes times = new ConsoleTimes();
    private final ConsoleTimesFile timesFile;
    private final RecentBytes recent = new RecentBytes(1 << 20);
    private final List<ConsoleFollower> followers = new CopyOnWriteArrayList<>();

    private long logged;
    private boolean logFull;
    private boolean closed;

    /** @param typed takes what the person types; must not block */
    public DrainedConsole(String name, Path log, Consumer<byte[]> typed) {
        this(name, log, typed, Map.of());
    }

    /** @param signals what sends each that it has; must not block */
    public DrainedConsole(String name, Path log, Consumer<byte[]> typed, Map<Signal, Runnable> signals) {
        this(name, log, typed, signals, LOG_LIMIT, System::currentTimeMillis);
    }

    /** @param clock gives milliseconds since 1970 */
    DrainedConsole(
            String name,
            Path log,
            Consumer<byte[]> typed,
            Map<Signal, Runnable> signals,
            long logLimit,
            LongSupplier clock) {
        this.name = name;
        this.log = log;
        this.typed = typed;
        this.signals = Map.copyOf(signals);
        this.logLimit = logLimit;
        this.clock = clock;
        try {
            out = FileChannel.open(
                    log,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            timesFile = new ConsoleTimesFile(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the guest said. From one thread only; does not fail, as the guest must go on even when the disk is full. */
    public synchronized void feed(byte[] bytes, int offset, int length) {
        if (closed) {
            return;
        }
        noteTime();
        if (!logFull) {
            logged += append(bytes, offset, (int) Math.min(length, logLimit - logged));
            if (logged == logLimit) {
                fillUp("\n[diver: the console's log is full; what followed was shown but not kept]\n");
            }
        }
        recent.add(bytes, offset, length);
        notifyAll();
    }

    private void noteTime() {
        var now = clock.getAsLong();
        if (times.add(recent.end(), now) && !logFull) {
            timesFile.append(recent.end(), now);
        }
    }

    private int append(byte[] bytes, int offset, int length) {
        var piece = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (piece.hasRemaining()) {
                out.write(piece, logged + piece.position() - offset);
            }
        } catch (IOException e) {
            fillUp("");
        }
        return piece.position() - offset;
    }

    private void fillUp(String notice) {
        logFull = true;
        try {
            out.write(ByteBuffer.wrap(notice.getBytes(StandardCharsets.UTF_8)), logged);
        } catch (IOException e) {
            // The disk is full; the log is as long as it could be.
        }
    }

    /**
     * Copies what follows a position, waiting for it.
     *
     * @return how many bytes; 0 where nothing will come any more; negative for how many are lost for this reader
     */
    int read(long position, byte[] into, ConsoleFollower reader) throws IOException, InterruptedException {
        long inLog;
        synchronized (this) {
            while (position == recent.end() && !closed && !reader.isCancelled()) {
                wait();
            }
            if (position == recent.end() || reader.isCancelled()) {
                return 0;
            }
            if (position >= recent.start()) {
                return recent.copy(position, into);
            }
            if (position >= logged) {
                return (int) Math.max(position - recent.start(), -Integer.MAX_VALUE);
            }
            inLog = logged - position;
        }
        // What is in the log never changes, so it is read without the lock.
        try (var in = FileChannel.open(log, StandardOpenOption.READ)) {
            return Math.max(in.read(ByteBuffer.wrap(into, 0, (int) Math.min(into.length, inLog)), position), 0);
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
    public Set<Signal> signals() {
        return signals.keySet();
    }

    @Override
    public void signal(Signal signal) {
        signals.getOrDefault(signal, () -> {}).run();
    }

    ConsoleTimes times() {
        return times;
    }

    @Override
    public Subscription attach(Sink sink) {
        var follower = new ConsoleFollower(this, sink);
        boolean over;
        synchronized (this) {
            over = closed;
            if (!over) {
                followers.add(follower);
            }
        }
        if (over) {
            // Nobody would wait for a thread any more: whoever attaches now has all of it when this returns.
            follower.run();
        } else {
            Thread.ofPlatform().daemon().name("console " + name).start(follower);
        }
        return () -> {
            follower.cancel();
            followers.remove(follower);
            wake();
        };
    }

    void gone(ConsoleFollower follower) {
        followers.remove(follower);
        wake();
    }

    synchronized void wake() {
        notifyAll();
    }

    /** Nothing more comes: waits until all sinks have what there is, as long as they get on. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
            try {
                awaitFollowers();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try (out) {
            timesFile.close();
        }
    }

    private void awaitFollowers() throws InterruptedException {
        var delivered = -1L;
        var deadline = 0L;
        while (!followers.isEmpty()) {
            var now = followers.stream().mapToLong(ConsoleFollower::delivered).sum();
            if (now != delivered) {
                delivered = now;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                return;
            }
            wait(50);
        }
    }
}
