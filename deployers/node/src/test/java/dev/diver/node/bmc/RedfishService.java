package dev.diver.node.bmc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.diver.core.node.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A Redfish service as BMCs have it, with identifiers that nobody guesses, a power state that lags, and a task where a
 * reset takes long. What the service is made of follows DSP0266; redfishtool drives it too.
 */
final class RedfishService implements AutoCloseable {
    static final String USER = "admin";
    static final String PASSWORD = "r3dfish";
    private static final String SYSTEM = "/redfish/v1/Systems/437XR-a";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessions = new AtomicInteger();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final String certificate;
    private volatile String power = "Off";
    private volatile String before = "Off";
    private volatile String boot = "None";
    private final AtomicInteger lag = new AtomicInteger();
    private final AtomicInteger task = new AtomicInteger();
    private volatile int systems = 1;
    private volatile String root = "";

    private RedfishService(HttpServer server, String certificate) {
        this.server = server;
        this.certificate = certificate;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static RedfishService onHttp() throws IOException {
        return new RedfishService(HttpServer.create(loopback(), 0), "");
    }

    /** With a certificate that signs itself, as most BMCs have. */
    static RedfishService onHttps(Path directory) throws Exception {
        var store = directory.resolve("bmc.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=bmc",
                        "-alias",
                        "bmc",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!made.waitFor(30, TimeUnit.SECONDS) || made.exitValue() != 0) {
            throw new IOException("keytool failed");
        }
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var https = HttpsServer.create(loopback(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        var digest = MessageDigest.getInstance("SHA-256")
                .digest(keys.getCertificate("bmc").getEncoded());
        return new RedfishService(https, HexFormat.of().formatHex(digest));
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** SHA-256. */
    String certificate() {
        return certificate;
    }

    int port() {
        return server.getAddress().getPort();
    }

    Node node(Optional<String> pin, Optional<String> system) {
        var scheme = server instanceof HttpsServer ? "https" : "http";
        return new Node(
                "lab",
                Optional.empty(),
                Optional.of(new Node.Redfish(URI.create(scheme + "://127.0.0.1:" + port()), USER, pin, system)));
    }

    /** For so many looks after a reset, the state from before is told. */
    void lag(int looks) {
        lag.set(looks);
    }

    /** A reset becomes a task that is over after so many looks. */
    void task(int looks) {
        task.set(looks);
    }

    void systems(int count) {
        systems = count;
    }

    /** Something else as the service root. */
    void root(String document) {
        root = document;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** That nobody gave back. */
    int openSessions() {
        return tokens.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().replaceAll("(?<=.)/$", "");
            var method = exchange.getRequestMethod();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(method + " " + path);
            var open = path.equals("/redfish")
                    || path.equals("/redfish/v1")
                    || method.equals("POST") && path.equals("/redfish/v1/SessionService/Sessions");
            if (!open
                    && !tokens.contains(
                            String.valueOf(exchange.getRequestHeaders().getFirst("X-Auth-Token")))) {
                answer(exchange, 401, error("log in"));
                return;
            }
            switch (method) {
                case "GET" -> get(exchange, path);
                case "POST" -> post(exchange, path, json.readTree(body));
                case "PATCH" -> patch(exchange, path, json.readTree(body));
                case "DELETE" -> {
                    tokens.remove(exchange.getRequestHeaders().getFirst("X-Auth-Token"));
                    answer(exchange, 204, "");
                }
                default -> answer(exchange, 405, error("no"));
            }
        }
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/redfish" -> answer(exchange, 200, "{\"v1\": \"/redfish/v1/\"}");
            case "/redfish/v1" -> answer(exchange, 200, root.isEmpty() ? """
                        {"@odata.id": "/redfish/v1/", "@odata.type": "#ServiceRoot.v1_9_0.ServiceRoot", "Id": "RootService",
                         "Name": "Root", "RedfishVersion": "1.9.0", "UUID": "92384634-2938-2342-8820-489239905423",
                         "Systems": {"@odata.id": "/redfish/v1/Systems"},
                         "SessionService": {"@odata.id": "/redfish/v1/SessionService"},
                         "Links": {"Sessions": {"@odata.id": "/redfish/v1/SessionService/Sessions"}}}""" : root);
            case "/redfish/v1/Systems" -> {
                var members = new StringBuilder("{\"@odata.id\": \"" + SYSTEM + "\"}");
                for (var i = 1; i < systems; i++) {
                    members.append(", {\"@odata.id\": \"/redfish/v1/Systems/other")
                            .append(i)
                            .append("\"}");
                }
                answer(
                        exchange,
                        200,
                        "{\"@odata.id\": \"/redfish/v1/Systems\", \"@odata.type\":"
                                + " \"#ComputerSystemCollection.ComputerSystemCollection\", \"Name\": \"Systems\","
                                + " \"Members@odata.count\": " + systems + ", \"Members\": [" + members + "]}");
            }
            case SYSTEM -> {
                exchange.getResponseHeaders().set("ETag", "\"7\"");
                answer(exchange, 200, system());
            }
            case "/redfish/v1/TaskService/Tasks/9" -> {
                var over = task.decrementAndGet() <= 0;
                answer(exchange, 200, "{\"Id\": \"9\", \"TaskState\": \"" + (over ? "Completed" : "Running") + "\"}");
            }
            default ->
                answer(
                        exchange,
                        path.contains("/other") ? 200 : 404,
                        "{\"Id\": \"" + path.replaceAll(".*/", "") + "\", \"PowerState\": \"Off\"}");
        }
    }

    private String system() {
        var told = lag.getAndUpdate(looks -> Math.max(0, looks - 1)) > 0 ? before : power;
        return """
                {"@odata.id": "%s", "@odata.type": "#ComputerSystem.v1_13_0.ComputerSystem", "Id": "437XR-a", "Name": "lab node",
                 "SystemType": "Physical", "PowerState": "%s",
                 "Boot": {"BootSourceOverrideEnabled": "Once", "BootSourceOverrideTarget": "%s",
                          "BootSourceOverrideTarget@Redfish.AllowableValues": ["None", "Pxe", "Hdd", "BiosSetup"]},
                 "Actions": {"#ComputerSystem.Reset": {"target": "%s/Actions/ComputerSystem.Reset",
                     "ResetType@Redfish.AllowableValues": ["On", "ForceOff", "ForceRestart", "GracefulShutdown"]}}}""".formatted(SYSTEM, told, boot, SYSTEM);
    }

    private void post(HttpExchange exchange, String path, JsonNode body) throws IOException {
        if (path.equals("/redfish/v1/SessionService/Sessions")) {
            if (!body.path("UserName").asText().equals(USER)
                    || !body.path("Password").asText().equals(PASSWORD)) {
                answer(exchange, 401, error("who are you"));
                return;
            }
            var id = sessions.incrementAndGet();
            tokens.add("token" + id);
            exchange.getResponseHeaders().set("X-Auth-Token", "token" + id);
            exchange.getResponseHeaders()
                    .set("Location", "http://127.0.0.1:" + port() + "/redfish/v1/SessionService/Sessions/" + id);
            answer(
                    exchange,
                    201,
                    "{\"@odata.id\": \"/redfish/v1/SessionService/Sessions/" + id + "\", \"Id\": \"" + id + "\"}");
        } else if (path.equals(SYSTEM + "/Actions/ComputerSystem.Reset")) {
            before = power;
            power = switch (body.path("ResetType").asText()) {
                case "On", "ForceRestart" -> "On";
                default -> "Off";
            };
            if (task.get() > 0) {
                exchange.getResponseHeaders().set("Location", "/redfish/v1/TaskService/Tasks/9");
                answer(exchange, 202, "{\"TaskState\": \"New\"}");
            } else {
                answer(exchange, 204, "");
            }
        } else {
            answer(exchange, 404, error("nothing here"));
        }
    }

    private void patch(HttpExchange exchange, String path, JsonNode body) throws IOException {
        if (!path.equals(SYSTEM)) {
            answer(exchange, 404, error("nothing here"));
        } else if (!"\"7\"".equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
            answer(exchange, 412, error("somebody else changed it"));
        } else {
            boot = body.path("Boot").path("BootSourceOverrideTarget").asText();
            answer(exchange, 200, system());
        }
    }

    String boot() {
        return boot;
    }

    private static String error(String message) {
        return "{\"error\": {\"code\": \"Base.1.8.GeneralError\", \"message\": \"" + message + "\"}}";
    }

    private static void answer(HttpExchange exchange, int status, String document) throws IOException {
        var bytes = document.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("OData-Version", "4.0");
        // The JDK's server now and then resets a connection that a client goes on with.
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
