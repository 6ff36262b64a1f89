package dev.diver.node.bmc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diver.core.job.Cancellation;
import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Request;

/** Logged in at one Redfish service (DSP0266, section 13.3.4.4: session login); logs out when it is closed. */
final class RedfishSession implements AutoCloseable {
    private static final String ROOT = "/redfish/v1/";
    private static final Duration TASK_LIMIT = Duration.ofMinutes(2);
    private static final Duration TASK_INTERVAL = Duration.ofMillis(500);

    private final RedfishHttp http;
    private final String node;
    private final String token;
    private final Optional<String> location;
    private final JsonNode root;

    private RedfishSession(RedfishHttp http, String node, String token, Optional<String> location, JsonNode root) {
        this.http = http;
        this.node = node;
        this.token = token;
        this.location = location;
        this.root = root;
    }

    static RedfishSession open(Node node, Node.Redfish bmc, BmcPasswords passwords, Cancellation cancellation) {
        var http = new RedfishHttp(node, bmc);
        try {
            // The root is there for everybody.
            var root = http.call(http.to(ROOT).build(), cancellation);
            if (root.status() != 200) {
                throw refused(node.name(), "has no Redfish service", root);
            }
            var sessions = sessions(http, root.body(), cancellation);
            var answer = passwords.lend(
                    node, password -> http.call(login(http, sessions, bmc.user(), password), cancellation));
            if (answer.status() == 401 || answer.status() == 403 || answer.status() == 400) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        "The BMC of " + node.name() + " refuses " + bmc.user() + " or the password.",
                        "It answered from " + bmc.address() + " with HTTP " + answer.status() + ".",
                        "diver node password " + node.name() + " asks for the password again.");
            }
            var token = answer.token().orElseThrow(() -> refused(node.name(), "gives no session", answer));
            return new RedfishSession(http, node.name(), token, answer.location(), root.body());
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    private static String sessions(RedfishHttp http, JsonNode root, Cancellation cancellation) {
        var direct = link(root.path("Links").path("Sessions"));
        if (direct.isPresent()) {
            return direct.get();
        }
        var service = link(root.path("SessionService")).orElse(ROOT + "SessionService");
        return link(http.call(http.to(service).build(), cancellation).body().path("Sessions"))
                .orElse(ROOT + "SessionService/Sessions");
    }

    private static Request login(RedfishHttp http, String sessions, String user, char[] password) {
        var document = new ByteArrayOutputStream();
        try (var writer = http.json().getFactory().createGenerator(document)) {
            writer.writeStartObject();
            writer.writeStringField("UserName", user);
            writer.writeFieldName("Password");
            writer.writeString(password, 0, password.length);
            writer.writeEndObject();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return http.to(sessions).post(RedfishHttp.body(document.toByteArray())).build();
    }

    static Optional<String> link(JsonNode reference) {
        return Optional.ofNullable(reference.path("@odata.id").textValue()).filter(path -> path.startsWith("/"));
    }

    JsonNode root() {
        return root;
    }

    RedfishHttp.Answer get(String path, Cancellation cancellation) {
        return expected(http.call(http.to(path).header("X-Auth-Token", token).build(), cancellation), path);
    }

    /** Awaits the task where the service makes one of it. */
    void post(String path, JsonNode document, Cancellation cancellation) {
        var request = http.to(path).header("X-Auth-Token", token).post(RedfishHttp.body(bytes(document)));
        await(expected(http.call(request.build(), cancellation), path), cancellation);
    }

    /** @param etag of what is changed, so that nobody else's change is overwritten; empty where there is none */
    void patch(String path, JsonNode document, Optional<String> etag, Cancellation cancellation) {
        var request = http.to(path).header("X-Auth-Token", token).patch(RedfishHttp.body(bytes(document)));
        etag.ifPresent(version -> request.header("If-Match", version));
        await(expected(http.call(request.build(), cancellation), path), cancellation);
    }

    private byte[] bytes(JsonNode document) {
        return document.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** A task's monitor answers 202 until the task is over (DSP0266, section 13.6); a task itself tells its state. */
    private void await(RedfishHttp.Answer first, Cancellation cancellation) {
        var monitor = first.location().or(() -> link(first.body()));
        if (first.status() != 202 || monitor.isEmpty()) {
            return;
        }
        var end = System.nanoTime() + TASK_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            var now = get(monitor.get(), cancellation);
            var state = now.body().path("TaskState").asText("");
            switch (state) {
                case "Completed" -> {
                    return;
                }
                case "Exception", "Killed", "Cancelled" ->
                    throw refused(node, "could not carry it out (" + state + ")", now);
                default -> {
                    if (now.status() != 202 && state.isEmpty()) {
                        return;
                    }
                }
            }
            PowerWait.pause(TASK_INTERVAL, cancellation);
        }
        throw new DiverException(
                Problem.Kind.FAILED,
                "The BMC of " + node + " is not done after " + TASK_LIMIT.toMinutes() + " minutes.",
                "Its task " + monitor.get() + " goes on.",
                "");
    }

    private RedfishHttp.Answer expected(RedfishHttp.Answer answer, String path) {
        if (answer.status() == 401) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "The BMC of " + node + " ended the session.",
                    "It answered HTTP 401 for " + path + ".",
                    "Try again.");
        }
        if (answer.status() / 100 != 2) {
            throw refused(node, "refuses " + path, answer);
        }
        return answer;
    }

    private static DiverException refused(String node, String what, RedfishHttp.Answer answer) {
        var error = answer.body().path("error");
        var extended =
                error.path("@Message.ExtendedInfo").path(0).path("Message").asText("");
        var message = extended.isEmpty() ? error.path("message").asText("") : extended;
        return new DiverException(
                Problem.Kind.FAILED,
                "The BMC of " + node + " " + what + ".",
                ("HTTP " + answer.status() + ". " + message.substring(0, Math.min(message.length(), 300))).strip(),
                "");
    }

    /** Sessions are few on a BMC: one that is not given back is missing for half an hour. */
    @Override
    public void close() {
        try (http) {
            location.ifPresent(path -> http.call(
                    http.to(path).header("X-Auth-Token", token).delete().build(), new Cancellation()));
        } catch (DiverException gone) {
            // It ends by itself.
        }
    }
}
