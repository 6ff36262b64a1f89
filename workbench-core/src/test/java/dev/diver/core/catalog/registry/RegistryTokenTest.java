package dev.diver.core.catalog.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debian's docker-registry with a token service of this test's beside it. */
@Timeout(120)
class RegistryTokenTest {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    @TempDir
    Path folder;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final JsonMapper json = new JsonMapper();
    private Path certificate;
    private PrivateKey key;
    private HttpServer service;

    @BeforeEach
    void open() throws Exception {
        certificate = folder.resolve("certificate.pem");
        var pem = folder.resolve("key.pem");
        var openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=test",
                        "-keyout",
                        pem.toString(),
                        "-out",
                        certificate.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(openssl.waitFor(60, TimeUnit.SECONDS) && openssl.exitValue() == 0, said);
        var encoded = Files.readString(pem).replaceAll("-----.*-----|\\s", "");
        key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/token", this::token);
        service.start();
    }

    @AfterEach
    void close() {
        service.stop(0);
    }

    private DockerRegistry registry() throws Exception {
        return DockerRegistry.withTokens(
                folder, "http://127.0.0.1:" + service.getAddress().getPort() + "/token", certificate);
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var parameters = form.isEmpty() ? exchange.getRequestURI().getRawQuery() : form;
            var login = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add(exchange.getRequestMethod() + " " + parameters + " " + login);
            var scope = "";
            for (var parameter : parameters.split("&")) {
                if (parameter.startsWith("scope=")) {
                    scope = URLDecoder.decode(parameter.substring(6), StandardCharsets.UTF_8);
                }
            }
            // Anybody may read; who has a login may write.
            var known = login.equals("Basic YWxpOm9wZW4gc2VzYW1l") || parameters.contains("refresh_token=long+lived");
            var actions = known ? List.of(scope.replaceAll(".*:", "").split(",")) : List.of("pull");
            var answer = json.writeValueAsBytes(Map.of("token", jwt(scope.split(":")[1], actions), "expires_in", 300));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private String jwt(String repository, List<String> actions) throws IOException, GeneralSecurityException {
        var own = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate)));
        var header = Map.of(
                "typ", "JWT", "alg", "RS256", "x5c", List.of(Base64.getEncoder().encodeToString(own.getEncoded())));
        var now = Instant.now().getEpochSecond();
        var claims = Map.of(
                "iss",
                "test-issuer",
                "aud",
                "test-registry",
                "nbf",
                now - 60,
                "exp",
                now + 300,
                "access",
                List.of(Map.of("type", "repository", "name", repository, "actions", actions)));
        var signed = BASE64.encodeToString(json.writeValueAsBytes(header)) + "."
                + BASE64.encodeToString(json.writeValueAsBytes(claims));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    private static Registry client(DockerRegistry server, RegistryLogins logins) {
        return new Registry(server.address(), logins, Optional.empty(), new OciJson());
    }

    private void upload(Registry registry) throws IOException {
        var content = new byte[100];
        var file = Files.write(folder.resolve("content"), content);
        var blob = Descriptor.blob("a/b", Digest.of(content), content.length);
        registry.upload("lab/kernel", blob, file, "", done -> {}, new Cancellation());
    }

    @Test
    void whoHasNoLoginReads() throws Exception {
        try (var server = registry();
                var registry = client(server, RegistryLogins.NONE)) {
            assertEquals(List.of(), registry.tags("lab/kernel", new Cancellation()));
            assertEquals(List.of(), registry.tags("lab/kernel", new Cancellation()));
            assertEquals(
                    List.of("GET service=test-registry&scope=repository%3Alab%2Fkernel%3Apull null"),
                    List.copyOf(asked),
                    "one token serves both");
            var failure = assertThrows(DiverException.class, () -> upload(registry));
            assertEquals(Problem.Kind.NOT_ALLOWED, failure.problem().kind());
        }
    }

    @Test
    void whoHasOneWrites() throws Exception {
        try (var server = registry();
                var registry = client(
                        server, host -> Optional.of(new RegistryLogins.Login("ali", "open sesame".toCharArray())))) {
            upload(registry);
        }
    }

    @Test
    void whoHasATokenGetsOthersWithIt() throws Exception {
        var hosts = new ArrayList<String>();
        try (var server = registry();
                var registry = client(server, host -> {
                    hosts.add(host);
                    return Optional.of(new RegistryLogins.Login("<token>", "long lived".toCharArray()));
                })) {
            upload(registry);
            assertTrue(asked.peek().startsWith("POST grant_type=refresh_token&"), asked.toString());
            assertEquals(server.host(), hosts.getFirst());
        }
    }
}
