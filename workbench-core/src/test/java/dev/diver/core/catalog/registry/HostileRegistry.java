package dev.diver.core.catalog.registry;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A registry that does what a test tells it, and a second host to which it may send people. */
final class HostileRegistry implements AutoCloseable {
    static final byte[] CONTENT = "0123456789".repeat(5000).getBytes(StandardCharsets.UTF_8);
    static final Descriptor BLOB = Descriptor.blob("a/b", Digest.of(CONTENT), CONTENT.length);

    private static final Patience CALM = patience(20_000, 20_000);
    /** Soon tired of who is slow. */
    static final Patience HASTY = patience(20_000, 300);
    /** Soon tired of who says nothing. */
    static final Patience CURT = patience(300, 20_000);

    /** Where a download goes. */
    final Path part;

    /** Methods and addresses. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server = serve();
    private final HttpServer elsewhere = serve();
    private Patience patience = CALM;

    HostileRegistry(Path folder) throws IOException {
        part = folder.resolve("part");
    }

    /** Of who asks it. */
    void patience(Patience other) {
        patience = other;
    }

    private static Patience patience(long silenceMs, long windowMs) {
        return new Patience(
                Duration.ofSeconds(20),
                Duration.ofMillis(silenceMs),
                Duration.ofMillis(windowMs),
                10_000,
                Duration.ofMillis(5),
                3);
    }

    private static HttpServer serve() throws IOException {
        var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        made.start();
        return made;
    }

    private static String host(HttpServer of) {
        return "127.0.0.1:" + of.getAddress().getPort();
    }

    // What it does

    /** Until it {@link #forgets}. */
    void answers(HttpHandler handler) {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    void forgets() {
        server.removeContext("/");
    }

    void elsewhereAnswers(HttpHandler handler) {
        elsewhere.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    String elsewhere() {
        return "http://" + host(elsewhere);
    }

    /** Wants a token that is to be had there. */
    void wantsToken(String realm) {
        answers(exchange -> say(
                exchange,
                401,
                Map.of("WWW-Authenticate", "Bearer realm=\"" + realm + "/token\",service=\"x\""),
                new byte[0]));
    }

    static void say(HttpExchange exchange, int status, Map<String, String> headers, byte[] body) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** A piece now and then, until the test is over. */
    void drips(HttpExchange exchange, String piece) throws IOException {
        while (isOn()) {
            exchange.getResponseBody().write(piece.getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            pause();
        }
    }

    /** Whether the test goes on. */
    boolean isOn() {
        return over.getCount() > 0;
    }

    void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // What is asked of it

    Registry registry(RegistryLogins logins) {
        return registry(host(server), logins);
    }

    Registry registry() {
        return registry(RegistryLogins.NONE);
    }

    /** Another one, as patiently. */
    Registry registry(String host, RegistryLogins logins) {
        var address = RegistryAddress.parse(host);
        return new Registry(address, new RegistryHttp(address, logins, Optional.empty(), patience), new OciJson());
    }

    byte[] download(RegistryLogins logins) throws IOException {
        try (var registry = registry(logins)) {
            registry.download("kernel", BLOB, part, done -> {}, new Cancellation());
        }
        return Files.readAllBytes(part);
    }

    byte[] download() throws IOException {
        return download(RegistryLogins.NONE);
    }

    Problem downloadFails() {
        return assertThrows(DiverException.class, this::download).problem();
    }

    Problem manifestFails(RegistryLogins logins) {
        try (var registry = registry(logins)) {
            return assertThrows(DiverException.class, () -> registry.manifest("kernel", "1.0", new Cancellation()))
                    .problem();
        }
    }

    Problem manifestFails() {
        return manifestFails(RegistryLogins.NONE);
    }

    static RegistryLogins login() {
        return host -> Optional.of(new RegistryLogins.Login("ali", "open sesame".toCharArray()));
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        elsewhere.stop(0);
    }
}
