package dev.diver.node.bmc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.job.Cancellation;
import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** JSON over HTTP with one BMC: bounded in time, size and depth, never to another host, cancelled at once. */
final class RedfishHttp implements AutoCloseable {
    /** Bytes of a document; the largest of a system have some ten thousand. */
    private static final int LIMIT = 1 << 20;

    private static final int DEPTH = 64;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final MediaType JSON = MediaType.get("application/json");

    private final String node;
    private final HttpUrl base;
    private final PinnedTls tls;
    private final OkHttpClient client;
    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .build();

    /** @param etag empty where the service gives none */
    record Answer(
            int status, JsonNode body, Optional<String> location, Optional<String> token, Optional<String> etag) {}

    RedfishHttp(Node node, Node.Redfish bmc) {
        this.node = node.name();
        base = HttpUrl.get(bmc.address());
        try {
            tls = new PinnedTls(bmc.certificate());
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {tls}, null);
            var builder = new OkHttpClient.Builder()
                    .connectTimeout(CONNECT)
                    .callTimeout(CALL)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .proxy(Proxy.NO_PROXY)
                    .sslSocketFactory(context.getSocketFactory(), tls);
            if (tls.isPinned()) {
                // The certificate itself is known; BMCs make theirs for names like "localhost".
                builder.hostnameVerifier((host, session) -> true);
            }
            client = builder.build();
        } catch (GeneralSecurityException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.UNSUPPORTED, "This Java has no TLS.", String.valueOf(e.getMessage()), ""),
                    e);
        }
    }

    ObjectMapper json() {
        return json;
    }

    Request.Builder to(String path) {
        return new Request.Builder()
                .url(resolved(path))
                .header("Accept", "application/json")
                .header("OData-Version", "4.0");
    }

    static RequestBody body(byte[] document) {
        return RequestBody.create(document, JSON);
    }

    /** A link, which must stay with this BMC: the session's token goes along. */
    private HttpUrl resolved(String path) {
        var url = base.resolve(path);
        if (url == null
                || !url.scheme().equals(base.scheme())
                || !url.host().equals(base.host())
                || url.port() != base.port()) {
            throw new DiverException(
                    Problem.Kind.DAMAGED,
                    "The BMC of " + node + " points to another place: " + path,
                    "A link of Redfish stays with its service.",
                    "");
        }
        return url;
    }

    Answer call(Request request, Cancellation cancellation) {
        cancellation.check();
        var call = client.newCall(request);
        try (var registration = cancellation.onCancel(call::cancel);
                var response = call.execute()) {
            var bytes = response.body().byteStream().readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new IOException("an answer of more than " + (LIMIT >> 20) + " MiB");
            }
            return new Answer(
                    response.code(),
                    parsed(bytes),
                    Optional.ofNullable(response.header("Location")).map(RedfishHttp::path),
                    Optional.ofNullable(response.header("X-Auth-Token")),
                    Optional.ofNullable(response.header("ETag")));
        } catch (SSLException e) {
            cancellation.check();
            throw distrusted(e);
        } catch (IOException e) {
            cancellation.check();
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The BMC of " + node + " does not answer.",
                            base + ": " + e.getMessage(),
                            "Look whether the machine has mains, and whether Redfish is on."),
                    e);
        }
    }

    private JsonNode parsed(byte[] bytes) throws IOException {
        var tree = bytes.length == 0 ? null : json.readTree(bytes);
        return tree == null ? JsonNodeFactory.instance.objectNode() : tree;
    }

    /** Some services give a whole address, others a path. */
    private static String path(String location) {
        try {
            var uri = new URI(location);
            return uri.getRawPath() == null ? location : uri.getRawPath();
        } catch (java.net.URISyntaxException e) {
            return location;
        }
    }

    private DiverException distrusted(SSLException cause) {
        var seen = tls.seen();
        return new DiverException(
                new Problem(
                        Problem.Kind.UNTRUSTED,
                        tls.isPinned()
                                ? "The BMC of " + node + " shows another certificate than the one that is pinned."
                                : "Nobody vouches for the certificate of " + node + "'s BMC.",
                        seen.isEmpty() ? String.valueOf(cause.getMessage()) : "It is SHA-256 " + seen + ".",
                        "Compare it with what the BMC shows on its own page; if it is the same, write certificate = \""
                                + seen + "\" into [bmc] of the node's file."),
                cause);
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
