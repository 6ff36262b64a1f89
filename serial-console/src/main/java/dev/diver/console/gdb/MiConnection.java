package dev.diver.console.gdb;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Asks gdb's machine interface and waits for its answers. Questions come from one thread, answers from the one that reads
 * gdb. Where gdb takes longer than it may, it is ended: the reason is then this connection's.
 */
final class MiConnection {
    /** Listing all functions of a large kernel takes a minute. */
    private static final Duration BY_HAND = Duration.ofMinutes(5);

    private final Consumer<MiRecord> others;
    private final Consumer<String> giveUp;
    private final Map<Long, CompletableFuture<MiRecord.Result>> open = new ConcurrentHashMap<>();
    private final StringBuffer said = new StringBuffer();
    private volatile OutputStream out = OutputStream.nullOutputStream();
    private volatile boolean over;
    private volatile boolean typed;
    private long token;

    /**
     * @param others gets what is no answer, on the reading thread
     * @param giveUp told why gdb is to be ended
     */
    MiConnection(Consumer<MiRecord> others, Consumer<String> giveUp) {
        this.others = others;
        this.giveUp = giveUp;
    }

    /** @param commands where gdb reads them */
    void open(OutputStream commands) {
        out = commands;
    }

    /** From the thread that reads gdb. */
    void accept(MiRecord received) {
        switch (received) {
            case MiRecord.Result result -> {
                // Without a token it answers what a person typed.
                if (result.token().isPresent()) {
                    typed = false;
                    var waiting = open.remove(result.token().getAsLong());
                    if (waiting != null) {
                        waiting.complete(result);
                    }
                }
            }
            case MiRecord.Stream stream -> {
                if (said.length() < 1 << 16) {
                    said.append(stream.text());
                }
                others.accept(stream);
            }
            case MiRecord.Unreadable unreadable -> end(unreadable.why());
            case MiRecord.Async async -> others.accept(async);
            case MiRecord.Prompt prompt -> others.accept(prompt);
        }
    }

    /** Nothing will be answered any more. */
    void end(String why) {
        over = true;
        open.values().forEach(waiting -> waiting.completeExceptionally(new IOException(why)));
    }

    /**
     * Answers in the order of the commands, which gdb gets at once, so that nothing comes between them.
     *
     * @param late why the session ends where it takes longer, a sentence
     */
    List<MiRecord.Result> ask(List<String> commands, Duration limit, String late) {
        said.setLength(0);
        var text = new StringBuilder();
        var waiting = new ArrayList<CompletableFuture<MiRecord.Result>>();
        for (var command : commands) {
            var answer = new CompletableFuture<MiRecord.Result>();
            open.put(++token, answer);
            waiting.add(answer);
            text.append(token).append(command).append('\n');
        }
        var all = CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new));
        // gdb takes no more while it is at work, so that already writing may take long.
        watch(all, limit, late);
        try {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (over) {
                end("gdb has ended");
            }
            all.get();
            return waiting.stream().map(CompletableFuture::join).toList();
        } catch (IOException | ExecutionException e) {
            throw ended(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(e);
        }
    }

    private void watch(CompletableFuture<Void> all, Duration limit, String late) {
        all.copy().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).whenComplete((done, problem) -> {
            if (problem instanceof TimeoutException && typed) {
                typed = false;
                watch(all, BY_HAND, late);
            } else if (problem instanceof TimeoutException) {
                giveUp.accept(late);
            }
        });
    }

    /** A person gave gdb something to do, which may take its time. */
    void typed() {
        typed = true;
    }

    /** What gdb has printed since the last question. */
    String said() {
        return said.toString();
    }

    private static DiverException ended(Exception cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        "The debugger has ended.",
                        cause.getCause() == null
                                ? ""
                                : String.valueOf(cause.getCause().getMessage()),
                        "Start debugging anew."),
                cause);
    }

    /** A word of a command, as gdb's machine interface reads it. */
    static String quoted(String word) {
        return '"'
                + word.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    /** What a person would type. */
    static String typed(String command) {
        return "-interpreter-exec console " + quoted(command);
    }
}
