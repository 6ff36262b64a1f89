package dev.diver.core.catalog.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a registry, and cuts the connections of some requests. */
public final class CuttingRegistry implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String behind;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile String cut = "";
    private volatile boolean afterHalf;
    private final AtomicInteger times = new AtomicInteger();

    /** @param behind {@code HOST:PORT} of the registry */
    public CuttingRegistry(String behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** {@code 127.0.0.1:PORT}. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * From now on.
     *
     * @param requests that are cut, a regular expression of {@code METHOD /path}
     * @param count how many of them
     * @param half whether half of the answer comes first, or nothing
     */
    public void cut(String requests, int count, boolean half) {
        afterHalf = half;
        times.set(count);
        cut = requests;
    }

    /** All goes through. */
    public void mend() {
        cut = "";
    }

    /** Whether it was cut as often as it was to be. */
    public boolean hasCut() {
        return times.get() <= 0;
    }

    /** {@code METHOD /path} of each request since this was asked last. */
    public List<String> asked() {
        var all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(request);
            var isCut = request.matches(cut) && times.getAndDecrement() > 0;
            if (isCut && !afterHalf) {
                exchange.getRequestBody().readAllBytes();
                return;
            }
            var answer = forwarded(exchange);
            answer.headers().map().forEach((name, values) -> {
                if (!name.matches("(?i):status|content-length|transfer-encoding|connection")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            var body = answer.body();
            // Without a body there is no half: its end is what is missing.
            var promised = isCut ? Math.max(2, body.length) : body.length;
            exchange.sendResponseHeaders(answer.statusCode(), promised == 0 ? -1 : promised);
            exchange.getResponseBody().write(body, 0, isCut ? body.length / 2 : body.length);
        }
    }

    private HttpResponse<byte[]> forwarded(HttpExchange exchange) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://" + behind + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()))
                // Where uploads go on.
                .header("X-Forwarded-Host", host());
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!name.matches("(?i)host|content-length|connection|transfer-encoding|expect|upgrade|http2-settings")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
