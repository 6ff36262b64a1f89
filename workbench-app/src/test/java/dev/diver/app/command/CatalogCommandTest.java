package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.diver.app.EngineFactory;
import dev.diver.core.home.DiverHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        var engine =
                EngineFactory.create(DiverHome.in(temp.resolve("home"), temp.resolve("assets")), System.getenv("PATH"));
        var run = CommandRun.of(engine, "catalog", args);
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
        for (var name : List.of("tiny-x", "t1ny_x")) {
            var folder = Files.createDirectories(temp.resolve("assets/kernels").resolve(name));
            Files.writeString(folder.resolve("image"), "no image");
            Files.writeString(folder.resolve("kernel.json"), """
                    {"name": "%s", "version": "1", "family": "tiny", "summary": "One of two", "licence": "MIT",
                     "architecture": "amd64", "modes": ["vm"], "artifacts": [{"role": "image", "path": "image"}],
                     "boot": [{"protocol": "pvh"}]}
                    """.formatted(name));
        }
        var engine =
                EngineFactory.create(DiverHome.in(temp.resolve("home"), temp.resolve("assets")), System.getenv("PATH"));
        var run = CommandRun.of(engine, "search", "one");
        assertEquals(2, run.out().lines().count(), run.out());
        assertTrue(run.err().contains("note: t1ny_x, tiny-x: different kernels"), run.err());
    }

    private static boolean says(Path file, String word) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(word);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
