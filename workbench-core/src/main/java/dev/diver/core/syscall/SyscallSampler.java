package dev.diver.core.syscall;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows the statistics of a dive while it runs, on a thread of its own: keeps the time line, tells who listens, and
 * leaves {@code syscalls.json} in the run's folder, every few seconds and once more at the end. Thread-safe.
 */
public final class SyscallSampler implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(250);
    /** What is lost at most where Diver is killed, and what another process sees of a dive that runs. */
    private static final Duration KEPT_EVERY = Duration.ofSeconds(5);

    private final SyscallSource source;
    private final Path folder;
    private final Duration interval;
    private final List<Consumer<SyscallTrace>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final SeriesRecorder series = new SeriesRecorder();
    private final Thread thread = Thread.ofPlatform().daemon().name("syscalls").unstarted(this::run);

    private volatile Optional<SyscallTrace> latest = Optional.empty();
    private volatile Optional<Problem> problem = Optional.empty();
    private boolean broken;
    private long first;
    private long kept;

    /** A handle that is closed when the view goes. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param source read from now on by this one alone, and closed by it
     * @param folder the run's, where its console log is
     */
    public SyscallSampler(SyscallSource source, Path folder) {
        this(source, folder, INTERVAL);
    }

    SyscallSampler(SyscallSource source, Path folder, Duration interval) {
        this.source = source;
        this.folder = folder;
        this.interval = interval;
    }

    /** Begins to read; called once. */
    public void start() {
        thread.start();
    }

    /** What the latest look gave; empty where nothing was there yet. */
    public Optional<SyscallTrace> latest() {
        return latest;
    }

    /** Why there is no trace, or none any more, or none on the disk. */
    public Optional<Problem> problem() {
        return problem;
    }

    /**
     * Calls with each new trace, from the sampler's thread, and with the latest one right away. The last one says that it
     * is complete. A listener must return quickly; one that fails is called no more.
     */
    public Subscription onTrace(Consumer<SyscallTrace> listener) {
        listeners.add(listener);
        latest.ifPresent(listener);
        return () -> listeners.remove(listener);
    }

    /** The guest has ended: looks once more, writes the file, lets go of the source. Returns when that is done. */
    @Override
    public void close() {
        over.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!over.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                look(false);
            }
            look(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            letGo();
        }
    }

    private void letGo() {
        try {
            source.close();
        } catch (RuntimeException e) {
            // All that was to be had was read.
        }
    }

    private void look(boolean last) {
        if (broken) {
            return;
        }
        try {
            source.read().ifPresent(statistics -> take(statistics, last));
        } catch (DiverException e) {
            broken = true;
            problem = Optional.of(e.problem());
        } catch (RuntimeException e) {
            broken = true;
            problem = Optional.of(new Problem(
                    Problem.Kind.FAILED,
                    "The run's system calls could not be read any more.",
                    String.valueOf(e.getMessage()),
                    "The dive itself goes on. Dive again to count them anew."));
        }
    }

    private void take(SyscallStatistics statistics, boolean last) {
        var now = System.nanoTime();
        var isFirst = latest.isEmpty();
        if (isFirst) {
            first = now;
        }
        var millis = Duration.ofNanos(now - first).toMillis();
        series.add(new SyscallSeries.Sample(millis, statistics.total(), statistics.forwarded()));
        var trace = new SyscallTrace(statistics, series.series(), millis, last);
        latest = Optional.of(trace);
        if (isFirst || last || now - kept > KEPT_EVERY.toNanos()) {
            kept = now;
            keep(trace);
        }
        tell(trace);
    }

    private void keep(SyscallTrace trace) {
        try {
            SyscallFile.write(folder, trace);
        } catch (IOException e) {
            problem = Optional.of(new Problem(
                    Problem.Kind.FAILED,
                    "The run's system calls could not be kept.",
                    folder.resolve(SyscallFile.NAME) + ": " + e.getMessage(),
                    "Free some space there; export them from the screen before it closes."));
        }
    }

    private void tell(SyscallTrace trace) {
        for (var listener : listeners) {
            try {
                listener.accept(trace);
            } catch (RuntimeException e) {
                listeners.remove(listener);
            }
        }
    }
}
