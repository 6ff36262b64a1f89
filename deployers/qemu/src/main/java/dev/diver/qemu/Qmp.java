package dev.diver.qemu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** QEMU's machine protocol (docs/interop/qmp-spec.txt): one JSON object a line, events between replies. Thread-safe. */
final class Qmp implements AutoCloseable {
    private static final int LONGEST_LINE = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ObjectMapper json = new ObjectMapper();
    private final GuestSocket socket;
    private final Consumer<JsonNode> events;
    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();
    private final AtomicLong ids = new AtomicLong();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** @param events called for each, from the draining thread */
    Qmp(Path path, Consumer<JsonNode> events) throws IOException {
        this.events = events;
        socket = new GuestSocket(path, this::receive);
    }

    private void receive(byte[] bytes, int offset, int length) {
        for (var i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                message(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else if (line.size() < LONGEST_LINE) {
                line.write(bytes[i]);
            }
        }
    }

    private void message(String text) {
        try {
            var message = json.readTree(text);
            if (message.has("QMP")) {
                send("qmp_capabilities", "0", Map.of());
                greeted.complete(null);
            } else if (message.has("event")) {
                events.accept(message);
            } else if (message.has("id")) {
                var answer = waiting.remove(message.path("id").asText());
                if (answer != null) {
                    answer.complete(message);
                }
            }
        } catch (JsonProcessingException e) {
            // Not for us: every message of QMP is one JSON object.
        }
    }

    /** What it returns; fails with the error's words, and where there is no reply in time. */
    CompletableFuture<JsonNode> execute(String command) {
        return execute(command, Map.of());
    }

    /** What a command of QEMU's monitor for people prints; that also tells errors there. */
    CompletableFuture<String> monitor(String line) {
        return execute("human-monitor-command", Map.of("command-line", line)).thenApply(JsonNode::asText);
    }

    /** The same, of one processor. */
    CompletableFuture<String> monitor(String line, int processor) {
        return execute("human-monitor-command", Map.of("command-line", line, "cpu-index", processor))
                .thenApply(JsonNode::asText);
    }

    /** @param arguments as JSON knows them */
    CompletableFuture<JsonNode> execute(String command, Map<String, ?> arguments) {
        return execute(command, arguments, PATIENCE);
    }

    CompletableFuture<JsonNode> execute(String command, Map<String, ?> arguments, Duration limit) {
        var id = String.valueOf(ids.incrementAndGet());
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        return greeted.thenCompose(ready -> {
                    send(command, id, arguments);
                    return answer;
                })
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(Qmp::returned)
                .whenComplete((reply, failure) -> waiting.remove(id));
    }

    private static JsonNode returned(JsonNode reply) {
        if (reply.has("error")) {
            throw new CompletionException(
                    new IOException(reply.path("error").path("desc").asText()));
        }
        return reply.path("return");
    }

    private void send(String command, String id, Map<String, ?> arguments) {
        var message = json.createObjectNode().put("execute", command).put("id", id);
        if (!arguments.isEmpty()) {
            message.set("arguments", json.valueToTree(arguments));
        }
        socket.write((message + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** QEMU has ended: who waits for an answer gets none. */
    void giveUp() {
        var gone = new IOException("the machine has ended");
        greeted.completeExceptionally(gone);
        waiting.values().forEach(answer -> answer.completeExceptionally(gone));
    }

    /** Waits until QEMU has said all; the reason of an end comes shortly before the end. */
    void awaitEnd(long limitMs) throws InterruptedException {
        socket.awaitEnd(limitMs);
    }

    @Override
    public void close() {
        socket.close();
    }
}
