package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.diver.app.EngineFactory;
import dev.diver.app.screen.Leftovers;
import dev.diver.cokernel.FilledHome;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.home.DiverHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a publisher does, and what others have of it: the real kernel, compiler, sandbox, QEMU and registry. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class PublishCommandTest {
    private static final String BANNER = "lu MiB of memory\\n";

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** Short, for the sockets below it. */
    private Path root;

    private DockerRegistry registry;
    private String out = "";
    private String err = "";

    @BeforeEach
    void open() throws Exception {
        root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        registry = DockerRegistry.open(Files.createDirectories(root.resolve("registry")));
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
        Leftovers.delete(root);
    }

    /** @param home of whom */
    private int diver(String home, String... words) throws IOException {
        var folders = DiverHome.in(root.resolve(home), Path.of(System.getProperty("diver.assets")));
        FilledHome.CATALOG.copyTo(folders);
        var engine = EngineFactory.create(folders, System.getenv("PATH"));
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        var exit = CommandRun.withoutInput(() -> new DiverCommandLine(() -> engine, json, new NoDebugger())
                .run(new PrintStream(outBytes, true), new PrintStream(errBytes, true), false, words));
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        assertFalse(err.contains("\tat ") || err.contains("fault of Diver"), err);
        return exit;
    }

    private void good(String home, String... words) throws IOException {
        assertEquals(0, diver(home, words), () -> String.join(" ", words) + "\n" + out + err);
    }

    private JsonNode document() throws IOException {
        return json.readTree(out);
    }

    private static void change(Path file, String from, String to) throws IOException {
        var text = Files.readString(file);
        assertTrue(text.contains(from), text);
        Files.writeString(file, text.replace(from, to));
    }

    private void skopeo(String from, String to) throws Exception {
        var process = new ProcessBuilder(
                        "skopeo", "copy", "--all", "--src-tls-verify=false", "--dest-tls-verify=false", from, to)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    @Test
    void aChangedForkReachesOthers() throws Exception {
        var mine = root.resolve("mine");
        var lab = registry.host() + "/kernels";
        good("home", "fork", "snorkel", mine.toString(), "--json");
        assertEquals("snorkel:0.1.0.1-linked", document().path("kernel").asText());
        var digest = document().path("digest").asText();
        assertTrue(Files.readString(mine.resolve("kernel.json")).contains(digest));
        change(mine.resolve("sources/kernel/start.c"), BANNER, "lu MiB of my own memory\\n");
        good("home", "key", "new", "me", "--no-password");
        good("home", "catalog", "add", "lab", lab);

        good("home", "publish", mine.toString(), "--to", "lab/snorkel:0.2.0", "--sign", "me", "--json");
        var published = document();
        assertEquals("lab/snorkel:0.2.0-linked", published.path("ref").asText());
        assertEquals(
                "[\"0.2.0-linked\",\"0.2.0\",\"linked\",\"latest\"]",
                published.path("tags").toString());
        assertTrue(
                published.path("evidence").path("result").asText().startsWith("boots and exits 0 in the mode vm"), out);
        assertEquals("passed", published.path("evidence").path("test").asText());
        assertTrue(err.contains("of my own memory"), err);
        assertTrue(err.contains("given back: all"), err);

        good("home", "search", "--catalog", "lab", "--json");
        assertEquals("lab/snorkel:0.2.0-linked", document().path(0).path("ref").asText());

        // Another person, on another machine.
        good("other", "key", "policy", "lab", "require");
        good("other", "catalog", "add", "lab", lab);
        good("other", "new", root.resolve("net").toString(), "--kernel", "lab/snorkel:0.2.0");
        good("other", "key", "list");
        assertTrue(out.contains("lab"), out);
        good("other", "show", "lab/snorkel:0.2.0");
        assertTrue(out.contains("boots and exits 0 in the mode vm") && out.contains("says lab"), out);
        good("other", "build", root.resolve("net").toString());
        good("other", "dive", root.resolve("net").toString());
        assertTrue(out.contains("MiB of my own memory"), out);

        // The same once more is no other version; another content is.
        good("home", "publish", mine.toString(), "--to", "lab/snorkel:0.2.0", "--sign", "me", "--json");
        assertEquals(published.path("digest"), document().path("digest"));
        change(mine.resolve("sources/kernel/start.c"), "of my own memory", "of other memory");
        assertNotEquals(0, diver("home", "publish", mine.toString(), "--to", "lab/snorkel:0.2.0", "--sign", "me"));
        assertTrue(err.contains("lab/snorkel:0.2.0-linked is published already"), err);

        aLockHoldsWhereTheCatalogHasAnotherName();
        yankedAndShownAgain(published.path("digest").asText());
        movedBySkopeo(lab, published.path("digest").asText());
    }

    private void aLockHoldsWhereTheCatalogHasAnotherName() throws Exception {
        var lock = Files.readString(root.resolve("net/net.lock"));
        assertTrue(lock.contains("registry = \"" + registry.host() + "/kernels\""), lock);
        good("elsewhere", "catalog", "add", "theirs", registry.host() + "/kernels");
        good("elsewhere", "build", "--trust", root.resolve("net").toString());
        good("elsewhere", "dive", root.resolve("net").toString());
        assertTrue(out.contains("MiB of my own memory"), out);
    }

    /** Nobody new gets it; who is locked to it does, also with nothing pulled. */
    private void yankedAndShownAgain(String digest) throws Exception {
        good("home", "yank", "lab/snorkel:0.2.0", "--reason", "loses data", "--sign", "me", "--json");
        assertEquals("lab/snorkel:0.2.0-linked", document().path("ref").asText());
        assertEquals(digest, document().path("digest").asText());
        good("fourth", "catalog", "add", "lab", registry.host() + "/kernels");
        good("fourth", "search", "--catalog", "lab", "--json");
        assertEquals(0, document().size(), out);
        assertNotEquals(0, diver("fourth", "pull", "lab/snorkel:0.2.0"));
        assertTrue(err.contains("loses data"), err);
        good("fourth", "build", "--trust", root.resolve("net").toString());
        good("fourth", "dive", root.resolve("net").toString());
        assertTrue(out.contains("MiB of my own memory"), out);

        good("home", "yank", "--undo", "lab/snorkel:0.2.0-linked", "--sign", "me");
        good("fourth", "catalog", "index", "lab");
        good("fourth", "search", "--catalog", "lab", "--json");
        assertEquals("lab/snorkel:0.2.0-linked", document().path(0).path("ref").asText());
    }

    @Test
    void aNetIsPublishedAndTakenBack() throws Exception {
        var lab = registry.host() + "/nets";
        var net = root.resolve("net");
        good("home", "new", net.toString(), "--kernel", "snorkel");
        change(net.resolve("src/main.c"), "printf(\"", "printf(\"published: ");
        change(net.resolve("net.toml"), "[net]", "[net]\nsummary = \"Says hello\"");
        good("home", "publish", net.toString(), "--to", lab + "/hello:1.0", "--json");
        assertEquals("net", document().path("kind").asText());
        assertTrue(err.contains("not signed"), err);

        var taken = root.resolve("taken");
        good("other", "new", taken.toString(), "--from", lab + "/hello:1.0");
        assertFalse(Files.exists(taken.resolve("build")));
        assertFalse(Files.readString(taken.resolve("compile_commands.json")).contains(net + "\""));
        assertTrue(Files.readString(taken.resolve("compile_commands.json")).contains(taken.toString()));
        assertEquals(Files.readString(net.resolve("net.lock")), Files.readString(taken.resolve("net.lock")));
        assertNotEquals(0, diver("other", "build", taken.toString()));
        assertTrue(err.contains("came from elsewhere"), err);
        good("other", "build", "--trust", taken.toString());
        good("other", "dive", taken.toString());
        assertTrue(out.contains("published: "), out);

        good("other", "catalog", "add", "lab", lab);
        good("other", "search", "--nets", "hello", "--json");
        assertEquals("lab/hello:1.0", document().path(0).path("ref").asText(), out);
        assertEquals("Says hello", document().path(0).path("summary").asText());
        assertTrue(document().path(0).path("kernel").asText().startsWith("snorkel:0.1.0-linked@sha256:"), out);
        assertNotEquals(0, diver("other", "pull", "lab/hello:1.0"));
        assertTrue(err.contains("diver new DIR --from lab/hello:1.0"), err);

        // Sources that changed are another version.
        change(net.resolve("src/main.c"), "published: ", "again: ");
        assertNotEquals(0, diver("home", "publish", net.toString(), "--to", lab + "/hello:1.0"));
        assertTrue(err.contains("is published already"), err);
        assertNotEquals(0, diver("other", "new", taken.toString(), "--from", lab + "/hello:1.0"));
        assertTrue(err.contains("exists and is not empty"), err);
    }

    @Test
    void whatIsNotTrustedDoesNotRun() throws Exception {
        var mine = root.resolve("mine");
        good("home", "fork", "snorkel", mine.toString());
        assertNotEquals(0, diver("other", "publish", mine.toString(), "--to", registry.host() + "/snorkel:9"));
        assertTrue(err.contains("Nobody has said yet"), err);
        assertNotEquals(0, diver("home", "fork", "snorkel", mine.toString()));
        assertTrue(err.contains("exists and is not empty"), err);

        // A kernel that does not boot, and one whose test fails, do not go out.
        change(mine.resolve("scripts/test"), "set -eu", "set -eu\necho test said this\nfalse");
        assertNotEquals(0, diver("home", "publish", mine.toString(), "--to", registry.host() + "/snorkel:9"));
        assertTrue(err.contains("test script failed") && err.contains("test said this"), err);
        change(mine.resolve("scripts/test"), "\nfalse", "\nexit 0");
        change(mine.resolve("sources/kernel/start.c"), "console_init();", "panic(\"on purpose\");");
        assertNotEquals(0, diver("home", "publish", mine.toString(), "--to", registry.host() + "/snorkel:9"));
        assertTrue(err.contains("The boot check failed") && err.contains("on purpose"), err);
        assertNotEquals(0, diver("home", "pull", registry.host() + "/snorkel:9"));
    }

    /** Out of the registry, and into another one: the signature goes along, and holds. */
    private void movedBySkopeo(String lab, String digest) throws Exception {
        try (var second = DockerRegistry.open(Files.createDirectories(root.resolve("second")))) {
            for (var tag : List.of("0.2.0-linked", digest.replace(':', '-'))) {
                var layout = "oci:" + root.resolve("moved") + ":" + tag;
                skopeo("docker://" + lab + "/snorkel:" + tag, layout);
                skopeo(layout, "docker://" + second.host() + "/copied/snorkel:" + tag);
            }
            good("third", "key", "policy", "copy", "require");
            good("third", "catalog", "add", "copy", second.host() + "/copied");
            good("third", "pull", "copy/snorkel:0.2.0-linked", "--json");
            assertEquals(digest, document().path("digest").asText());
            assertTrue(err.contains("the first key seen of copy"), err);
        }
    }
}
