package dev.diver.core.catalog.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageIndex;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries that lie, break, dawdle and send people elsewhere. */
@Timeout(120)
class HostileRegistryTest {
    private static final byte[] CONTENT = "0123456789".repeat(5000).getBytes(StandardCharsets.UTF_8);
    private static final Descriptor BLOB = Descriptor.blob("a/b", Digest.of(CONTENT), CONTENT.length);
    private static final Patience CALM = patience(20_000, 20_000);
    /** Soon tired of who is slow. */
    private static final Patience HASTY = patience(20_000, 300);
    /** Soon tired of who says nothing. */
    private static final Patience CURT = patience(300, 20_000);

    @TempDir
    Path folder;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private Patience patience = CALM;
    private HttpServer server;
    private HttpServer elsewhere;

    @BeforeEach
    void open() throws IOException {
        server = serve();
        elsewhere = serve();
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        elsewhere.stop(0);
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

    private void answers(HttpHandler handler) {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void say(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Registry registry(RegistryLogins logins) {
        var address = RegistryAddress.parse(host(server));
        return new Registry(address, new RegistryHttp(address, logins, Optional.empty(), patience), new OciJson());
    }

    private static String host(HttpServer of) {
        return "127.0.0.1:" + of.getAddress().getPort();
    }

    private Path download() throws IOException {
        var file = folder.resolve("part");
        try (var registry = registry(RegistryLogins.NONE)) {
            registry.download("kernel", BLOB, file, done -> {}, new Cancellation());
        }
        return file;
    }

    private Problem downloadFails() {
        return assertThrows(DiverException.class, this::download).problem();
    }

    private Problem fails(RegistryLogins logins) {
        try (var registry = registry(logins)) {
            return assertThrows(DiverException.class, () -> registry.manifest("kernel", "1.0", new Cancellation()))
                    .problem();
        }
    }

    @Test
    void otherBytesThanPromisedAreNotKept() {
        var other = CONTENT.clone();
        other[777] = 'x';
        answers(exchange -> say(exchange, 200, Map.of(), other));
        assertEquals(Problem.Kind.DAMAGED, downloadFails().kind());
        assertFalse(Files.exists(folder.resolve("part")));
    }

    @Test
    void moreBytesThanPromisedAreNotWritten() throws Exception {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(CONTENT);
            }
        });
        var problem = downloadFails();
        assertEquals(Problem.Kind.DAMAGED, problem.kind());
        assertTrue(problem.why().contains("more than"), problem.why());
        assertTrue(Files.size(folder.resolve("part")) <= CONTENT.length);
    }

    @Test
    void aConnectionThatIsCutAgainAndAgainGoesOnWhereItWas() throws Exception {
        answers(exchange -> {
            var range = exchange.getRequestHeaders().getFirst("Range");
            var from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (from > 0) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
            }
            exchange.sendResponseHeaders(from == 0 ? 200 : 206, CONTENT.length - from);
            exchange.getResponseBody().write(CONTENT, from, Math.min(9000, CONTENT.length - from));
            exchange.getResponseBody().flush();
            // Closed with fewer bytes than it told.
        });
        assertArrayEquals(CONTENT, Files.readAllBytes(download()));
        assertTrue(asked.size() >= 5, asked.toString());
    }

    @Test
    void aRegistryWithoutRangesBeginsAnew() throws Exception {
        Files.write(folder.resolve("part"), Arrays.copyOf(CONTENT, 1000));
        answers(exchange -> say(exchange, 200, Map.of(), CONTENT));
        assertArrayEquals(CONTENT, Files.readAllBytes(download()));
    }

    @Test
    void anotherPartThanAskedForIsRefused() throws Exception {
        Files.write(folder.resolve("part"), Arrays.copyOf(CONTENT, 1000));
        answers(exchange -> say(exchange, 206, Map.of("Content-Range", "bytes 0-49999/50000"), CONTENT));
        assertTrue(downloadFails().why().contains("another part"));
    }

    @Test
    void oneThatDawdlesIsLeft() {
        patience = HASTY;
        answers(exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(CONTENT, 0, 1);
                exchange.getResponseBody().flush();
                pause();
            }
        });
        assertTrue(downloadFails().why().contains("bytes came in"));
    }

    /** What is small too: else a manifest of a byte now and then would never end. */
    @Test
    void oneThatDawdlesWithAManifestIsLeft() {
        patience = HASTY;
        answers(exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            drip(exchange, "x");
        });
        assertTrue(fails(RegistryLogins.NONE).why().contains("bytes came in"));
    }

    @Test
    void oneThatDawdlesWithAnErrorIsLeft() {
        patience = HASTY;
        answers(exchange -> {
            exchange.sendResponseHeaders(403, 0);
            drip(exchange, " ");
        });
        assertTrue(fails(RegistryLogins.NONE).why().contains("bytes came in"));
    }

    @Test
    void oneThatDawdlesWithATokenIsLeft() {
        patience = CURT;
        elsewhere.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                drip(exchange, " ");
            }
        });
        answers(exchange -> say(
                exchange,
                401,
                Map.of("WWW-Authenticate", "Bearer realm=\"http://" + host(elsewhere) + "/token\",service=\"x\""),
                new byte[0]));
        assertEquals(Problem.Kind.FAILED, fails(RegistryLogins.NONE).kind());
    }

    /** No server of Java's writes half a header. */
    @Test
    void oneThatDawdlesWithItsHeadersIsLeft() throws Exception {
        patience = CURT;
        try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> dripHeaders(listening));
            var address = RegistryAddress.parse("127.0.0.1:" + listening.getLocalPort());
            try (var registry = new Registry(
                    address,
                    new RegistryHttp(address, RegistryLogins.NONE, Optional.empty(), patience),
                    new OciJson())) {
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
            while (over.getCount() > 0) {
                connection.getOutputStream().write('x');
                pause();
            }
        } catch (IOException left) {
            // It is what is hoped for.
        }
    }

    private void drip(HttpExchange exchange, String what) throws IOException {
        while (over.getCount() > 0) {
            exchange.getResponseBody().write(what.getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            pause();
        }
    }

    @Test
    void aMillionLayersAreNotEvenRead() {
        var manifest = "{\"config\":{},\"layers\":[{}" + ",{}".repeat(1_300_000) + "]}";
        assertTrue(manifest.length() < OciLayout.MANIFEST_LIMIT);
        refusesToRead(manifest, "Token count");
    }

    @Test
    void aMillionReferrersAreNotEvenRead() {
        var index = "{\"manifests\":[{}" + ",{}".repeat(1_300_000) + "]}";
        answers(exchange -> say(
                exchange, 200, Map.of("Content-Type", ImageIndex.MEDIA_TYPE), index.getBytes(StandardCharsets.UTF_8)));
        try (var registry = registry(RegistryLogins.NONE)) {
            var problem = assertThrows(
                            DiverException.class,
                            () -> registry.referrers("kernel", BLOB.digest(), "a/b", new Cancellation()))
                    .problem();
            assertEquals(Problem.Kind.DAMAGED, problem.kind());
            assertTrue(problem.why().contains("Token count"), problem.why());
        }
    }

    @Test
    void whatIsNestedAMillionTimesIsRefused() {
        refusesToRead("{\"more\":" + "[".repeat(1_000_000), "nesting depth");
        refusesToRead("[".repeat(1_000_000), "");
    }

    private void refusesToRead(String manifest, String why) {
        answers(exchange ->
                say(exchange, 200, Map.of("Content-Type", "a/b"), manifest.getBytes(StandardCharsets.UTF_8)));
        try (var registry = registry(RegistryLogins.NONE)) {
            var found = registry.manifest("kernel", "1.0", new Cancellation()).orElseThrow();
            var problem = assertThrows(DiverException.class, () -> registry.image(found))
                    .problem();
            assertEquals(Problem.Kind.DAMAGED, problem.kind());
            assertTrue(problem.why().contains(why), problem.why());
        }
        server.removeContext("/");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void cancellingEndsItAtOnce() throws Exception {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 1);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var cancellation = new Cancellation();
        try (var registry = registry(RegistryLogins.NONE)) {
            var failure = assertThrows(
                    DiverException.class,
                    () -> registry.download(
                            "kernel", BLOB, folder.resolve("part"), done -> later(cancellation), cancellation));
            assertEquals(Problem.Kind.CANCELLED, failure.problem().kind());
        }
    }

    /** From another thread, as a person does. */
    private static void later(Cancellation cancellation) {
        Thread.ofVirtual().start(cancellation::cancel);
    }

    @Test
    void aWebPageIsNoManifest() {
        answers(exchange -> say(
                exchange,
                200,
                Map.of("Content-Type", "text/html; charset=utf-8"),
                "<html>".getBytes(StandardCharsets.UTF_8)));
        var problem = fails(RegistryLogins.NONE);
        assertEquals(Problem.Kind.DAMAGED, problem.kind());
        assertTrue(problem.why().contains("web page"), problem.why());
    }

    @Test
    void aManifestIsBounded() {
        answers(exchange -> say(exchange, 200, Map.of(), new byte[(int) OciLayout.MANIFEST_LIMIT + 1]));
        assertTrue(fails(RegistryLogins.NONE).why().contains("more than"));
    }

    @Test
    void aManifestMustHaveTheDigestThatItWasAskedForBy() {
        answers(exchange -> say(exchange, 200, Map.of("Content-Type", "a/b"), CONTENT));
        try (var registry = registry(RegistryLogins.NONE)) {
            var other = Digest.of(new byte[1]).toString();
            var failure =
                    assertThrows(DiverException.class, () -> registry.manifest("kernel", other, new Cancellation()));
            assertEquals(Problem.Kind.DAMAGED, failure.problem().kind());
        }
    }

    @ParameterizedTest
    @CsvSource({"401, NOT_ALLOWED", "403, NOT_ALLOWED", "429, RATE_LIMITED", "500, FAILED", "302, FAILED"})
    void tellsWhatAnAnswerMeans(int status, Problem.Kind kind) {
        var error = "{\"errors\":[{\"code\":\"NO\",\"message\":\"a\u202eb\\u0007c\"}]}";
        answers(exchange -> say(exchange, status, Map.of(), error.getBytes(StandardCharsets.UTF_8)));
        var problem = fails(RegistryLogins.NONE);
        assertEquals(kind, problem.kind());
        assertFalse(problem.text().chars().anyMatch(c -> c == 7 || c == '\u202e'), problem.text());
    }

    @Test
    void waitsWhereItIsAskedTo() {
        var times = new AtomicInteger();
        answers(exchange -> {
            if (times.incrementAndGet() < 3) {
                say(exchange, 429, Map.of("Retry-After", "0"), new byte[0]);
            } else {
                say(exchange, 404, Map.of(), new byte[0]);
            }
        });
        try (var registry = registry(RegistryLogins.NONE)) {
            assertEquals(Optional.empty(), registry.manifest("kernel", "1.0", new Cancellation()));
        }
        assertEquals(3, asked.size());
    }

    @Test
    void doesNotWaitForHours() {
        answers(exchange -> say(exchange, 429, Map.of("Retry-After", "86400"), new byte[0]));
        assertTrue(fails(RegistryLogins.NONE).why().contains("86400"));
        assertEquals(1, asked.size());
    }

    @Test
    void aLoginDoesNotGoAlongToAnotherPlace() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        elsewhere.createContext("/", exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            try (exchange) {
                say(exchange, 200, Map.of(), CONTENT);
            }
        });
        answers(exchange -> {
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                say(exchange, 401, Map.of("WWW-Authenticate", "Basic realm=\"test\""), new byte[0]);
            } else {
                say(exchange, 307, Map.of("Location", "http://" + host(elsewhere) + "/blob"), new byte[0]);
            }
        });
        var file = folder.resolve("part");
        try (var registry = registry(login())) {
            registry.download("kernel", BLOB, file, done -> {}, new Cancellation());
        }
        assertArrayEquals(CONTENT, Files.readAllBytes(file));
        assertEquals(List.of("null"), List.copyOf(seen));
    }

    @Test
    void nobodyIsSentToAPlaceThatIsNotSafe() {
        answers(exchange -> say(exchange, 307, Map.of("Location", "http://example.org/blob"), new byte[0]));
        assertTrue(downloadFails().why().contains("not safe"));
    }

    @Test
    void redirectsEnd() {
        answers(exchange -> say(exchange, 302, Map.of("Location", "/v2/again"), new byte[0]));
        assertTrue(downloadFails().why().contains("redirected more than"));
    }

    @Test
    void aLoginIsNotToldToWhomeverTheRegistryNames() {
        answers(exchange -> say(
                exchange,
                401,
                Map.of("WWW-Authenticate", "Bearer realm=\"https://example.org/token\",service=\"x\""),
                new byte[0]));
        var problem = fails(login());
        assertEquals(Problem.Kind.NOT_ALLOWED, problem.kind());
        assertTrue(problem.why().contains("not sent"), problem.text());
    }

    @Test
    void aTokenIsAskedForOverHttpsOnly() {
        answers(exchange -> say(
                exchange,
                401,
                Map.of("WWW-Authenticate", "Bearer realm=\"http://example.org/token\",service=\"x\""),
                new byte[0]));
        assertTrue(fails(RegistryLogins.NONE).what().contains("not safe"));
    }

    @Test
    void aTokenIsOneLineOfPlainCharacters() {
        elsewhere.createContext("/", exchange -> {
            try (exchange) {
                say(exchange, 200, Map.of(), "{\"token\":\"a\\r\\nb\"}".getBytes(StandardCharsets.UTF_8));
            }
        });
        answers(exchange -> say(
                exchange,
                401,
                Map.of("WWW-Authenticate", "Bearer realm=\"http://" + host(elsewhere) + "/token\",service=\"x\""),
                new byte[0]));
        assertTrue(fails(RegistryLogins.NONE).why().contains("token is none"));
    }

    @Test
    void anUploadStaysWithTheRegistry() throws Exception {
        answers(exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                say(exchange, 202, Map.of("Location", "http://" + host(elsewhere) + "/steal"), new byte[0]);
            } else {
                say(exchange, 404, Map.of(), new byte[0]);
            }
        });
        var file = Files.write(folder.resolve("content"), CONTENT);
        try (var registry = registry(RegistryLogins.NONE)) {
            var failure = assertThrows(
                    DiverException.class,
                    () -> registry.upload("kernel", BLOB, file, "", done -> {}, new Cancellation()));
            assertTrue(
                    failure.problem().why().contains("another place"),
                    failure.problem().text());
        }
    }

    @Test
    void tagsThatNeverEndAreBounded() {
        answers(exchange -> say(
                exchange,
                200,
                Map.of("Link", "</v2/kernel/tags/list?last=x>; rel=\"next\""),
                ("{\"tags\":[" + "\"t\",".repeat(20_000) + "\"t\"]}").getBytes(StandardCharsets.UTF_8)));
        try (var registry = registry(RegistryLogins.NONE)) {
            assertTrue(registry.tags("kernel", new Cancellation()).size() < 200_000);
        }
        assertEquals(5, asked.size());
    }

    private static RegistryLogins login() {
        return host -> Optional.of(new RegistryLogins.Login("ali", "open sesame".toCharArray()));
    }
}
