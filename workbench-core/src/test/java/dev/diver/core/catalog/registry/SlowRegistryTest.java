package dev.diver.core.catalog.registry;

import static dev.diver.core.catalog.registry.HostileRegistry.BLOB;
import static dev.diver.core.catalog.registry.HostileRegistry.CONTENT;
import static dev.diver.core.catalog.registry.HostileRegistry.CURT;
import static dev.diver.core.catalog.registry.HostileRegistry.HASTY;
import static dev.diver.core.catalog.registry.HostileRegistry.pause;
import static dev.diver.core.catalog.registry.HostileRegistry.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Registries that dawdle, and those that ask one to wait. */
class SlowRegistryTest extends HostileRegistryLab {
    @Test
    void oneThatDawdlesIsLeft() {
        lab.patience(HASTY);
        lab.answers(exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            while (lab.isOn()) {
                exchange.getResponseBody().write(CONTENT, 0, 1);
                exchange.getResponseBody().flush();
                pause();
            }
        });
        assertTrue(lab.downloadFails().why().contains("bytes came in"));
    }

    /** What is small too: else a manifest of a byte now and then would never end. */
    @Test
    void oneThatDawdlesWithAManifestIsLeft() {
        lab.patience(HASTY);
        lab.answers(exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            lab.drips(exchange, "x");
        });
        assertTrue(lab.manifestFails().why().contains("bytes came in"));
    }

    @Test
    void oneThatDawdlesWithAnErrorIsLeft() {
        lab.patience(HASTY);
        lab.answers(exchange -> {
            exchange.sendResponseHeaders(403, 0);
            lab.drips(exchange, " ");
        });
        assertTrue(lab.manifestFails().why().contains("bytes came in"));
    }

    @Test
    void oneThatDawdlesWithATokenIsLeft() {
        lab.patience(CURT);
        lab.elsewhereAnswers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            lab.drips(exchange, " ");
        });
        lab.wantsToken(lab.elsewhere());
        assertEquals(Problem.Kind.FAILED, lab.manifestFails().kind());
    }

    /** No server of Java's writes half a header. */
    @Test
    void oneThatDawdlesWithItsHeadersIsLeft() throws Exception {
        lab.patience(CURT);
        try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> dripHeaders(listening));
            try (var registry = lab.registry("127.0.0.1:" + listening.getLocalPort(), RegistryLogins.NONE)) {
                var failure = assertThrows(
                        DiverException.class, () -> registry.manifest("kernel", "1.0", new Cancellation()));
                assertEquals(Problem.Kind.OFFLINE, failure.problem().kind());
                assertTrue(failure.getCause().getMessage().contains("no answer"), failure.toString());
            }
        }
    }

    private void dripHeaders(ServerSocket listening) {
        try (var connection = listening.accept()) {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
            while (lab.isOn()) {
                connection.getOutputStream().write('x');
                pause();
            }
        } catch (IOException left) {
            // It is what is hoped for.
        }
    }

    @Test
    void cancellingEndsItAtOnce() throws Exception {
        lab.answers(exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 1);
            exchange.getResponseBody().flush();
            lab.awaitEnd();
        });
        var cancellation = new Cancellation();
        try (var registry = lab.registry()) {
            var failure = assertThrows(
                    DiverException.class,
                    () -> registry.download("kernel", BLOB, lab.part, done -> later(cancellation), cancellation));
            assertEquals(Problem.Kind.CANCELLED, failure.problem().kind());
        }
    }

    /** From another thread, as a person does. */
    private static void later(Cancellation cancellation) {
        Thread.ofVirtual().start(cancellation::cancel);
    }

    @Test
    void waitsWhereItIsAskedTo() {
        var times = new AtomicInteger();
        lab.answers(exchange -> {
            if (times.incrementAndGet() < 3) {
                say(exchange, 429, Map.of("Retry-After", "0"), new byte[0]);
            } else {
                say(exchange, 404, Map.of(), new byte[0]);
            }
        });
        try (var registry = lab.registry()) {
            assertEquals(Optional.empty(), registry.manifest("kernel", "1.0", new Cancellation()));
        }
        assertEquals(3, lab.asked.size());
    }

    @Test
    void doesNotWaitForHours() {
        lab.answers(exchange -> say(exchange, 429, Map.of("Retry-After", "86400"), new byte[0]));
        assertTrue(lab.manifestFails().why().contains("86400"));
        assertEquals(1, lab.asked.size());
    }
}
