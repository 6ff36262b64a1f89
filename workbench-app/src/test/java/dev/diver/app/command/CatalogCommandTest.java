package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.diver.app.EngineFactory;
import dev.diver.core.catalog.index.IndexChange;
import dev.diver.core.catalog.index.IndexPublisher;
import dev.diver.core.catalog.index.IndexSeal;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CatalogCommandTest {
    @TempDir
    Path temp;

    /** What a registry says to somebody whom it does not know. */
    private HttpServer registry;

    private int status = 200;
    private String out = "";
    private String err = "";

    @BeforeEach
    void open() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/v2/", exchange -> {
            try (exchange) {
                var isRoot = exchange.getRequestURI().getPath().equals("/v2/");
                exchange.sendResponseHeaders(isRoot || status != 200 ? status : 404, -1);
            }
        });
        registry.start();
    }

    @AfterEach
    void close() {
        registry.stop(0);
    }

    private String host() {
        return "127.0.0.1:" + registry.getAddress().getPort();
    }

    private int catalog(String... args) {
        return diver("catalog", args);
    }

    private int diver(String command, String... args) {
        var engine =
                EngineFactory.create(DiverHome.in(temp.resolve("home"), temp.resolve("assets")), System.getenv("PATH"));
        var run = CommandRun.of(engine, command, args);
        out = run.out();
        err = run.err();
        return run.status();
    }

    @Test
    void keepsListsAndForgets() throws IOException {
        assertEquals(0, catalog("add", "lab", host() + "/kernels", "--mirror", "mirror.example"), err);
        assertTrue(err.contains("diver pull lab/"), err);
        catalog("list", "--json");
        var listed = new ObjectMapper().readTree(out).get(0);
        assertEquals("lab", listed.get("name").asText());
        assertEquals("http://" + host() + "/kernels", listed.get("url").asText());
        assertEquals("https://mirror.example", listed.get("mirrors").get(0).asText());
        assertEquals(0, catalog("remove", "lab"), err);
        catalog("list");
        assertEquals("", out);
        assertTrue(err.contains("No registries yet"), err);
    }

    @Test
    void tellsWhatHasNoIndex() throws IOException {
        assertEquals(0, catalog("index"), err);
        assertTrue(err.contains("No registries yet"), err);
        assertEquals(0, catalog("add", "lab", host() + "/kernels"), err);
        assertTrue(err.contains("It has no index"), err);
        assertEquals(1, catalog("index", "lab"));
        assertTrue(err.contains("The catalog lab has no index"), err);
        assertEquals(1, catalog("index", "--json"));
        assertEquals(0, new ObjectMapper().readTree(out).size());
        assertTrue(err.contains("lab: The catalog lab has no index"), err);
        assertEquals(1, catalog("index", "lab", "--sign", "mine"));
        assertTrue(err.contains("--publish"), err);
        assertEquals(1, catalog("index", "--publish"));
        assertTrue(err.contains("diver catalog index NAME --publish"), err);
    }

    @Test
    void anIndexIsWrittenSignedAndBrought() throws Exception {
        try (var server = DockerRegistry.open(Files.createDirectories(temp.resolve("registry")))) {
            var url = server.host() + "/kernels";
            assertEquals(0, catalog("add", "lab", url), err);
            assertTrue(err.contains("It has no index"), err);
            assertEquals(0, diver("key", "new", "mine", "--no-password"), err);
            assertEquals(0, catalog("index", "lab", "--publish", "--sign", "mine", "--json"), err);
            assertTrue(err.contains("the first key seen of lab"), err);
            var brought = new ObjectMapper().readTree(out).get(0);
            assertEquals("lab", brought.get("name").asText());
            assertEquals(0, brought.get("packages").asInt());
            assertTrue(brought.get("changed").asBoolean());
            assertEquals(0, catalog("index"), err);
            assertEquals("lab  0 packages  nothing new", out.strip());
            assertEquals(0, catalog("remove", "lab"), err);
            assertEquals(0, catalog("add", "lab", url), err);
            assertTrue(err.contains("Kept, with 0 packages."), err);
        }
    }

    @Test
    void tellsThatALoginIsWanted() {
        status = 401;
        assertEquals(0, catalog("add", "lab", host()), err);
        assertTrue(err.contains("diver catalog login lab"), err);
    }

    @Test
    void keepsWhatCannotBeReachedNow() {
        status = 418;
        assertEquals(0, catalog("add", "lab", host()), err);
        assertTrue(err.startsWith("Kept, though"), err);
    }

    @Test
    void refusesWhatIsNoRegistry() throws IOException {
        assertEquals(1, catalog("add", "lab", "http://registry.example"));
        assertTrue(err.contains("Plain http"), err);
        var file = Files.writeString(temp.resolve("ca.pem"), "no certificate");
        assertEquals(1, catalog("add", "lab", host(), "--ca", file.toString()));
        assertTrue(err.contains("PEM"), err);
        catalog("list");
        assertEquals("", out, "nothing was kept");
    }

    @Test
    void aLoginWithoutADesktopIsNotWrittenIntoAFile() throws IOException {
        catalog("add", "lab", host());
        var file = Files.writeString(temp.resolve("password"), "open sesame\n");
        assertEquals(127, catalog("login", "lab", "--user", "ali", "--password-file", file.toString()));
        assertTrue(err.contains("credential helper"), err);
        try (var files = Files.walk(temp.resolve("home"))) {
            assertFalse(files.filter(Files::isRegularFile).anyMatch(kept -> says(kept, "sesame")));
        }
        assertEquals(0, catalog("logout", "lab"), err);
    }

    @Test
    void kernelsWhoseNamesLookAlikeAreNoted() throws IOException {
        alike();
        assertEquals(0, diver("search", "one"), err);
        assertEquals(2, out.lines().count(), out);
        assertTrue(err.contains("note: t1ny_x, tiny-x: different kernels"), err);
    }

    private void alike() throws IOException {
        for (var name : List.of("tiny-x", "t1ny_x")) {
            var folder = Files.createDirectories(temp.resolve("assets/kernels").resolve(name));
            Files.writeString(folder.resolve("image"), "no image");
            Files.writeString(folder.resolve("kernel.json"), """
                    {"name": "%s", "version": "1", "family": "tiny", "summary": "One of two", "licence": "MIT",
                     "architecture": "amd64", "modes": ["vm"], "artifacts": [{"role": "image", "path": "image"}],
                     "boot": [{"protocol": "pvh"}]}
                    """.formatted(name));
        }
    }

    /** Its index expired yesterday, and the catalog that ships has a name like its kernel's. */
    @Test
    void whatIsToBeKnownOfARegistrysKernelIsSaidBeforeItIsTaken() throws Exception {
        alike();
        assertEquals(0, diver("search"), err);
        try (var server = DockerRegistry.open(Files.createDirectories(temp.resolve("registry")));
                var there = new Registry(
                        RegistryAddress.parse(server.host() + "/kernels"),
                        RegistryLogins.NONE,
                        Optional.empty(),
                        new OciJson())) {
            skopeo(
                    "oci:" + temp.resolve("home/data/catalog") + ":tiny-x:1",
                    "docker://" + server.host() + "/kernels/tiny-x:1");
            new IndexPublisher(
                            there,
                            new OciJson(),
                            Clock.offset(Clock.systemUTC(), Duration.ofDays(-31)),
                            Duration.ofDays(30))
                    .publish(new IndexChange(List.of(), List.of()), IndexSeal.NONE, new Cancellation());
            assertEquals(0, catalog("add", "lab", server.host() + "/kernels", "--no-update"), err);
            assertTrue(Files.readString(temp.resolve("home/config/catalogs/lab.toml"))
                    .contains("update = false"));

            var alike = "Warning: lab/tiny-x is not t1ny_x, which looks like it.";
            assertEquals(0, diver("show", "lab/tiny-x:1"), err);
            assertTrue(err.startsWith(alike), err);
            var old = "note: The index of lab is older than it should be: diver catalog index lab.";
            assertEquals(0, diver("pull", "lab/tiny-x:1"), err);
            assertTrue(err.contains(old) && err.contains(alike), err);
            assertEquals(0, diver("pull", "lab/" + out.strip().replace(":1@", "@")), err);
            assertFalse(err.contains("note:"), err);
            assertEquals(0, diver("search"), err);
            assertTrue(err.contains(old), err);
        }
    }

    private static void skopeo(String from, String to) throws Exception {
        var process = new ProcessBuilder("skopeo", "copy", "--insecure-policy", "--dest-tls-verify=false", from, to)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static boolean says(Path file, String word) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(word);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
