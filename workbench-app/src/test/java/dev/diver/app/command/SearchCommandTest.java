package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.app.EngineFactory;
import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.catalog.packaging.NetPackage;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SearchCommandTest {
    @TempDir
    Path temp;

    private String searchPath = System.getenv("PATH");
    private String out = "";
    private String err = "";

    @BeforeEach
    void twoKernels() throws IOException {
        kernel("small", "unix", "Apache-2.0", "amd64", "pvh", "vm", "");
        kernel("arm", "linux", "GPL-2.0-only", "arm64", "linux-bzimage", "vm", "");
        kernel(
                "seen",
                "linux",
                "GPL-2.0-only",
                "amd64",
                "hosted",
                "partitioned-vm",
                ", \"verified\": [{\"vmm\": \"qemu\", \"version\": \"10\", \"result\": \"boots\", \"date\": \"2026-11-01\"}]");
    }

    private void kernel(
            String name, String family, String licence, String architecture, String boot, String mode, String more)
            throws IOException {
        var folder = Files.createDirectories(temp.resolve("assets/kernels").resolve(name));
        Files.writeString(folder.resolve("image"), name);
        Files.writeString(folder.resolve("kernel.json"), """
                {"name": "%s", "version": "1.0", "configuration": "", "default": true, "family": "%s",
                 "summary": "One", "licence": "%s", "architecture": "%s", "tags": ["%s"], "modes": ["%s"],
                 "artifacts": [{"role": "image", "path": "image"}], "boot": [{"protocol": "%s"}]%s}
                """.formatted(
                        name, family, licence, architecture, family, mode, boot, more));
    }

    private int diver(String command, String... args) {
        var engine = EngineFactory.create(DiverHome.in(temp.resolve("home"), temp.resolve("assets")), searchPath);
        var run = CommandRun.of(engine, command, args);
        out = run.out();
        err = run.err();
        return run.status();
    }

    private List<String> found(String options) throws IOException {
        assertEquals(0, diver("search", ("--json " + options).strip().split(" ")), err);
        var names = new ArrayList<String>();
        for (JsonNode entry : new ObjectMapper().readTree(out)) {
            names.add(entry.get("ref").asText().replace(":1.0", ""));
        }
        return names;
    }

    @Test
    void narrows() throws IOException {
        var expected = new TreeMap<String, List<String>>();
        expected.put("", List.of("arm", "seen", "small"));
        expected.put("--family linux", List.of("arm", "seen"));
        expected.put("--family linux --family unix", List.of("arm", "seen", "small"));
        expected.put("--arch arm64", List.of("arm"));
        expected.put("--licence Apache-2.0", List.of("small"));
        expected.put("--boot pvh", List.of("small"));
        expected.put("--boot pvh --boot hosted", List.of("seen", "small"));
        expected.put("--mode vm", List.of("arm", "small"));
        expected.put("--tag linux", List.of("arm", "seen"));
        expected.put("--size tiny", List.of("arm", "seen", "small"));
        expected.put("--size huge", List.of());
        expected.put("--tested qemu", List.of("seen"));
        expected.put("--signed", List.of());
        expected.put("--tested-here", List.of());
        expected.put("--pulled", List.of());
        expected.put("--catalog embedded --arch arm64", List.of("arm"));
        for (var one : expected.entrySet()) {
            assertEquals(one.getValue(), found(one.getKey()), one.getKey());
        }
        assertEquals(0, diver("pull", "small"), err);
        assertEquals(List.of("small"), found("--pulled"));
    }

    @Test
    void findsWhatWorksHere() throws IOException {
        var tools = Files.createDirectories(temp.resolve("tools"));
        searchPath = tools.toString();
        assertEquals(List.of(), found("--works-here"));
        Files.createSymbolicLink(tools.resolve("qemu-system-x86_64"), Path.of("/bin/true"));
        assertEquals(List.of("seen", "small"), found("--works-here"));
    }

    @Test
    void refusesWhatWouldFindNothing() {
        assertEquals(1, diver("search", "--boot", "phv"));
        assertTrue(err.contains("pvh"), err);
        assertEquals(1, diver("search", "--size", "smal"));
        assertTrue(err.contains("small"), err);
        assertEquals(1, diver("search", "--catalog", "lab"));
        assertTrue(err.contains("There is no catalog \"lab\""), err);
        assertEquals(1, diver("search", "--signed-by", "nobody"));
        assertTrue(err.contains("There is no key nobody"), err);
    }

    @Test
    void listsNets() throws IOException {
        assertEquals(0, diver("search", "--nets"), err);
        assertTrue(err.contains("No net fits"), err);
        line("hello:0.1", Map.of("dev.diver.kernel", "snorkel:0.1.0@sha256:" + "1".repeat(64), "dev.diver.size", "99"));
        line("other:2.0", Map.of("dev.diver.architecture", "arm64", "dev.diver.tags", "teaching"));
        assertEquals(List.of("lab/hello:0.1", "lab/other:2.0"), found("--nets"));
        assertEquals(List.of("arm", "seen", "small"), found(""));
        assertEquals(List.of("lab/other:2.0"), found("--nets --arch arm64 --tag teaching"));
        assertEquals(List.of("lab/hello:0.1"), found("--nets --size tiny helo"));
        assertEquals(List.of(), found("--nets --catalog embedded"));
        found("--nets hello");
        var hello = new ObjectMapper().readTree(out).get(0);
        assertEquals(
                "snorkel:0.1.0@sha256:" + "1".repeat(64), hello.get("kernel").asText());
        assertEquals(99, hello.get("size").asInt());
        found("--nets other");
        assertFalse(new ObjectMapper().readTree(out).get(0).has("kernel"), out);
        assertEquals(0, diver("search", "--nets", "hello"), err);
        assertTrue(out.contains("on snorkel:0.1.0") && !out.contains("sha256"), out);
        assertEquals(1, diver("search", "--nets", "--pulled"));
        assertTrue(err.contains("--pulled is for kernels"), err);
    }

    /** As an index that was brought has it. */
    private void line(String net, Map<String, String> more) throws IOException {
        Files.writeString(
                Files.createDirectories(temp.resolve("home/config/catalogs")).resolve("lab.toml"),
                "url = \"registry.example\"\n");
        var annotations = new TreeMap<>(more);
        annotations.put("org.opencontainers.image.ref.name", net);
        var digest = Digest.of(net.getBytes(StandardCharsets.UTF_8));
        var line = new Descriptor(ImageManifest.MEDIA_TYPE, NetPackage.ARTIFACT_TYPE, digest, 9, annotations);
        try (var index = new LuceneCatalogIndex(temp.resolve("home/cache/search"))) {
            index.change(
                    "lab",
                    edit -> edit.put("0", line.with(IndexAnnotations.from("lab", annotations))),
                    new Cancellation());
        }
    }

    @Test
    void tellsWhatItCannotKnow() throws IOException {
        var catalogs = Files.createDirectories(temp.resolve("home/config/catalogs"));
        Files.writeString(catalogs.resolve("lab.toml"), "url = \"registry.example\"\n");
        assertEquals(List.of("arm", "seen", "small"), found(""));
        assertEquals(
                List.of("note: Nothing of lab is found, whose index was never brought: diver catalog index lab."),
                err.lines().filter(line -> line.startsWith("note")).toList());
        assertEquals(List.of(), found("--catalog lab"));
    }
}
