package dev.diver.node.bmc;

import dev.diver.core.dive.Console;
import dev.diver.core.dive.DrainedConsole;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.NodeConsole;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Serial over LAN as a console: drained by a thread of its own, connected again where the connection was lost. */
final class SolConsole implements NodeConsole {
    private static final String LOG = "console-";
    private static final int LOGS_KEPT = 5;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);
    private static final int MOST_TYPED = 4096;

    /** Stands among what is typed for a break: this array, whatever others hold the same. */
    private static final byte[] BREAK = {0};

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Ipmitool ipmitool;
    private final DrainedConsole console;
    private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>(MOST_TYPED);
    private final Cancellation cancellation = new Cancellation();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile SolSession session;
    private volatile boolean closing;

    private SolConsole(Ipmitool ipmitool, Path log) {
        this.ipmitool = ipmitool;
        console =
                new DrainedConsole("serial over LAN", log, this::offer, Map.of(Signal.BREAK, () -> typed.offer(BREAK)));
    }

    /**
     * Returns when the console is there.
     *
     * @param logs the node's directory, where the logs of the last few consoles are
     */
    static SolConsole open(Ipmitool ipmitool, Path logs, Progress progress, Cancellation cancellation) {
        var name = ipmitool.node().name();
        progress.report("opening the console of " + name);
        var sol = new SolConsole(ipmitool, log(logs));
        Thread.ofPlatform().daemon().name("console of " + name).start(sol::serve);
        Thread.ofPlatform().daemon().name("type to " + name).start(sol::send);
        try (var registration = cancellation.onCancel(sol.cancellation::cancel)) {
            sol.opened.join();
        } catch (CompletionException e) {
            sol.close();
            cancellation.check();
            throw e.getCause() instanceof DiverException known ? new DiverException(known.problem(), known) : e;
        }
        return sol;
    }

    private static Path log(Path logs) {
        try {
            Files.createDirectories(logs);
            try (var files = Files.list(logs)) {
                var old = files.filter(file -> file.getFileName().toString().startsWith(LOG))
                        .sorted(Comparator.reverseOrder())
                        .skip(LOGS_KEPT - 1)
                        .toList();
                for (var file : old) {
                    Files.deleteIfExists(file);
                }
            }
            return logs.resolve(LOG + STAMP.format(LocalDateTime.now()) + "-"
                    + ProcessHandle.current().pid() + ".log");
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The console's log cannot be kept in " + logs + ".",
                            String.valueOf(e.getMessage()),
                            "Look at the rights of the directory, and whether the disk is full."),
                    e);
        }
    }

    private void serve() {
        try {
            while (!closing) {
                connect();
                session = null;
                if (!closing) {
                    note("the connection to the console was lost; connecting again");
                    awaitAnswer();
                }
            }
            finish(null);
        } catch (RuntimeException e) {
            finish(e);
        }
    }

    /** Returns when the connection is over. What a BMC that was there before says while it starts again is no end. */
    private void connect() {
        try {
            var said = SolSession.serve(ipmitool, this::opened, console::feed, cancellation);
            if (!said.isEmpty()) {
                throw ipmitool.failure(said);
            }
        } catch (DiverException e) {
            var passing =
                    e.problem().kind() == Problem.Kind.FAILED || e.problem().kind() == Problem.Kind.IN_USE;
            if (!opened.isDone() || !passing) {
                throw e;
            }
        }
    }

    private void awaitAnswer() {
        for (var pause = FIRST_PAUSE; !closing; pause = longer(pause)) {
            PowerWait.pause(pause, cancellation);
            try {
                ipmitool.run(cancellation, "chassis", "power", "status");
                return;
            } catch (DiverException e) {
                if (e.problem().kind() != Problem.Kind.FAILED) {
                    throw e;
                }
            }
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void opened(SolSession session) {
        this.session = session;
        if (opened.isDone()) {
            note("connected again");
        }
        opened.complete(null);
    }

    private void note(String words) {
        var bytes = ("\r\n[diver: " + words + "]\r\n").getBytes(StandardCharsets.UTF_8);
        console.feed(bytes, 0, bytes.length);
    }

    private void finish(RuntimeException failure) {
        try {
            console.close();
        } catch (IOException e) {
            // The log is as long as it could be.
        }
        if (failure == null || closing) {
            opened.completeExceptionally(closed());
            ended.complete(null);
        } else {
            opened.completeExceptionally(failure);
            ended.completeExceptionally(failure);
        }
        typed.offer(new byte[0]);
    }

    private static DiverException closed() {
        return new DiverException(Problem.Kind.CANCELLED, "The console was closed.", "", "");
    }

    private void offer(byte[] bytes) {
        if (bytes.length > 0) {
            typed.offer(bytes.clone());
        }
    }

    private void send() {
        try {
            while (!ended.isDone()) {
                var bytes = typed.take();
                var now = session;
                if (now != null && bytes == BREAK) {
                    interrupt(now);
                } else if (now != null && bytes.length > 0) {
                    type(now, bytes);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void interrupt(SolSession session) {
        try {
            if (!session.sendBreak()) {
                note("a break can be sent at the beginning of a line only: press Enter first");
            }
        } catch (IOException lost) {
            // As with what is typed.
        }
    }

    private static void type(SolSession session, byte[] bytes) {
        try {
            session.type(bytes);
        } catch (IOException lost) {
            // As with a cable that is out: what is typed goes nowhere until the connection is there again.
        }
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
    public Set<Signal> signals() {
        return console.signals();
    }

    @Override
    public void signal(Signal signal) {
        console.signal(signal);
    }

    @Override
    public Console.Subscription attach(Console.Sink sink) {
        return console.attach(sink);
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        closing = true;
        var now = session;
        if (now != null) {
            now.leave();
        }
        cancellation.cancel();
        try {
            ended.get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException over) {
            // It had failed before, or its thread still waits for a program that was told to end.
        }
    }
}
