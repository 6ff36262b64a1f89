package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.diver.app.EngineFactory;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.syscall.SyscallFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a dive to its table, on the real engine; the demo plays the co-kernel. */
@Timeout(400)
class RunSyscallsTest {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .build();

    @TempDir
    Path temp;

    private Engine engine;
    private Path project;
    private String out = "";
    private String err = "";

    @BeforeEach
    void aNet() throws IOException {
        var kernel = Files.createDirectories(temp.resolve("assets/kernels/tiny"));
        Files.writeString(kernel.resolve("image"), "an image");
        Files.writeString(kernel.resolve("kernel.json"), """
                {"name": "tiny", "version": "1.0", "default": true, "family": "test", "summary": "A tiny one",
                 "licence": "Apache-2.0", "architecture": "amd64", "modes": ["vm"],
                 "artifacts": [{"role": "image", "path": "image"}], "boot": [{"protocol": "multiboot1"}]}
                """);
        project = Files.createDirectories(temp.resolve("hello"));
        Files.writeString(project.resolve("net.toml"), """
                [net]
                name = "hello"

                [kernel]
                ref = "tiny:1.0"
                """);
        engine = EngineFactory.create(DiverHome.in(temp.resolve("home"), temp.resolve("assets")), "/usr/bin:/bin");
    }

    private int diver(String... args) {
        var data = new ByteArrayOutputStream();
        var messages = new ByteArrayOutputStream();
        var input = System.in;
        System.setIn(InputStream.nullInputStream());
        int status;
        try {
            status = new DiverCommandLine(() -> engine, MAPPER, new NoDebugger())
                    .run(
                            new PrintStream(data, true, StandardCharsets.UTF_8),
                            new PrintStream(messages, true, StandardCharsets.UTF_8),
                            false,
                            args);
        } finally {
            System.setIn(input);
        }
        out = data.toString(StandardCharsets.UTF_8);
        err = messages.toString(StandardCharsets.UTF_8);
        assertFalse(err.contains("\tat ") || err.contains("fault of Diver"), err);
        return status;
    }

    private JsonNode dive() throws IOException {
        assertEquals(0, diver("dive", project.toString(), "--mode", "demo", "--trust", "--json"), err);
        return MAPPER.readTree(out);
    }

    @Test
    void aDiveTellsItsCallsAndItsTableIsThere() throws IOException {
        var run = dive();
        assertTrue(err.contains("of them forwarded to Linux"), err);
        var syscalls = run.path("syscalls");
        assertTrue(syscalls.path("forwarded").asLong() > 0);
        assertTrue(syscalls.path("calls").path("read").path("p99Ns").asLong() > 0);

        assertEquals(0, diver("run", "syscalls", "--json"), err);
        assertEquals(syscalls, MAPPER.readTree(out));
        assertEquals(0, diver("runs", "--json"), err);
        assertFalse(out.contains("syscalls"), out);
        assertEquals(0, diver("run", "show"), err);
        assertTrue(out.contains("system calls"), out);

        assertEquals(0, diver("run", "syscalls", run.path("run").asText()), err);
        var lines = out.lines().toList();
        assertTrue(lines.getFirst().matches("% time +seconds +usecs/call +calls +errors .*max +syscall"), out);
        assertTrue(lines.get(1).matches("[- ]+"), out);
        assertTrue(out.contains(" total\n") && out.contains(" read\n"), out);
        assertTrue(out.contains("% of forwarded time"), out);
        assertEquals(
                1,
                lines.stream()
                        .takeWhile(line -> !line.isEmpty())
                        .map(line -> line.indexOf(" calls "))
                        .filter(at -> at > 0)
                        .count());

        assertEquals(0, diver("run", "syscalls", "--csv"), err);
        assertTrue(out.startsWith("syscall,number,count,"), out);
        assertEquals(1, diver("run", "syscalls", "--csv", "--json"));
        assertTrue(err.contains("exclude each other"), err);
    }

    @Test
    void whatOneServedIsPrintedAlone() throws IOException {
        var calls = dive().path("syscalls");
        assertEquals(0, diver("run", "syscalls", "--only", "local", "--json"), err);
        var local = MAPPER.readTree(out);
        assertEquals(calls.path("local"), local.path("total"));
        assertEquals(0, local.path("forwarded").asLong());
        assertFalse(local.path("calls").has("read"), out);
        assertEquals(0, diver("run", "syscalls", "--only", "forwarded"), err);
        assertTrue(out.contains(" read\n") && !out.contains(" brk\n"), out);
        // The demo serves a futex here that nobody waits for, and forwards the others.
        assertEquals(0, diver("run", "syscalls"), err);
        assertTrue(out.contains("  futex  local"), out);
        assertTrue(out.contains("  futex  forwarded"), out);
        assertEquals(2, diver("run", "syscalls", "--only", "linux"), err);
    }

    @Test
    void runsAreComparedWithTheFirst() throws IOException {
        var first = dive().path("run").asText();
        var second = dive().path("run").asText();
        assertEquals(0, diver("run", "compare", first, second), err);
        assertTrue(out.startsWith("A  " + first) && out.contains("\nB  " + second), out);
        assertTrue(out.contains("calls A") && out.contains("B-A"), out);
        assertEquals(0, diver("run", "compare", first, second, "--json"), err);
        var json = MAPPER.readTree(out);
        var read = json.path("calls").path("read");
        assertEquals(
                read.path("runs").path(1).path("count").asLong()
                        - read.path("runs").path(0).path("count").asLong(),
                read.path("difference").path("count").path(0).asLong());
        assertEquals(0, diver("run", "compare", first, second, "latest", "--csv"), err);
        assertTrue(out.lines().count() > 3, out);
        assertEquals(2, diver("run", "compare", first));
        assertEquals(1, diver("run", "compare", first, "0000"));
        assertTrue(err.contains("There is no run \"0000\""), err);
    }

    @Test
    void eachConsoleOfARunIsPrinted() throws IOException {
        var folder = Path.of(dive().path("console").asText()).getParent();
        Files.writeString(folder.resolve("console-linux.log"), "booted\n");
        assertEquals(0, diver("run", "console"), err);
        assertFalse(out.isEmpty() || out.contains("booted"), out);
        var main = out;
        assertEquals(0, diver("run", "console", "--console", "main"), err);
        assertEquals(main, out);
        assertEquals(0, diver("run", "console", "latest", "--console", "linux"), err);
        assertEquals("booted\n", out);
        assertEquals(1, diver("run", "console", "--console", "linx"));
        assertTrue(err.contains("has no console \"linx\"") && err.contains("Did you mean \"linux\"?"), err);
        assertEquals(1, diver("run", "console", "--console", "../console-linux"));
    }

    @Test
    void aRunWithoutATraceSaysWhy() throws IOException {
        var folder = Path.of(dive().path("console").asText()).getParent();
        Files.writeString(folder.resolve(SyscallFile.NAME), "{");
        assertEquals(1, diver("run", "syscalls"));
        assertTrue(err.contains("is damaged"), err);
        assertEquals(0, diver("run", "show"), err);
        Files.delete(folder.resolve(SyscallFile.NAME));
        assertEquals(1, diver("run", "syscalls"));
        assertTrue(err.contains("has no trace of system calls") && err.contains("--mode partitioned-vm"), err);
    }
}
