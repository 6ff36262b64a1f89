package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.app.EngineFactory;
import dev.diver.app.Main;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person does wrong, or a stranger on purpose, on the real engine: words, a status, and nothing left behind. */
@Timeout(400)
class BadInputTest {
    private static final String NET = """
            [net]
            name = "strange"

            [kernel]
            ref = "tiny:1.0"

            [app]
            program = "build/strange"
            """;

    @TempDir
    Path temp;

    private Path project;
    private Engine engine;
    private String said = "";

    @BeforeEach
    void aSmallCatalogAndAForeignProject() throws IOException {
        var kernel = Files.createDirectories(temp.resolve("assets/kernels/tiny"));
        Files.writeString(kernel.resolve("image"), "an image");
        Files.writeString(kernel.resolve("kernel.json"), """
                {"name": "tiny", "version": "1.0", "default": true, "family": "test", "summary": "A tiny one",
                 "licence": "Apache-2.0", "architecture": "amd64", "modes": ["vm"],
                 "artifacts": [{"role": "image", "path": "image"}], "boot": [{"protocol": "multiboot1"}]}
                """);
        project = Files.createDirectories(temp.resolve("strange"));
        Files.createDirectories(project.resolve("build"));
        Files.writeString(project.resolve("build/strange"), "a program");
        Files.writeString(project.resolve("net.toml"), NET);
        Files.writeString(project.resolve("Makefile"), "X := $(shell touch ran)\nall:\n\ttouch ran\n");
        engine = engine(System.getenv("PATH"));
    }

    private Engine engine(String searchPath) {
        return EngineFactory.create(DiverHome.in(temp.resolve("home"), temp.resolve("assets")), searchPath);
    }

    private int diver(String... args) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var status =
                CommandRun.withoutInput(() -> new DiverCommandLine(() -> engine, new ObjectMapper(), new NoDebugger())
                        .run(stream, stream, false, args));
        said = out.toString(StandardCharsets.UTF_8);
        assertFalse(said.contains("\tat ") || said.contains("fault of Diver"), said);
        return status;
    }

    private void said(String words) {
        assertTrue(said.contains(words), said);
    }

    @Test
    void nothingOfAForeignProjectRunsBeforeSomebodyTrustsIt() {
        var directory = project.toString();
        assertEquals(0, diver("dive", directory, "--explain"));
        for (var mode : List.of("vm", "demo")) {
            assertEquals(125, diver("dive", directory, "--mode", mode));
            said("came from elsewhere");
            said("diver dive --trust");
        }
        assertEquals(1, diver("debug", directory));
        said("came from elsewhere");
        assertEquals(1, diver("build", directory));
        said("diver build --trust");
        assertFalse(Files.exists(project.resolve("ran")), "make ran");
        assertTrue(engine.runs().list(10).isEmpty());

        assertEquals(124, diver("dive", directory, "--mode", "demo", "--timeout", "300ms", "--trust"));
        assertEquals(0, diver("build", directory));
        assertTrue(Files.exists(project.resolve("ran")));
    }

    @Test
    void whatCannotBeDebuggedSaysWhy() {
        var directory = project.toString();
        assertEquals(1, diver("debug", "--run", "nosuch"));
        said("There is no run \"nosuch\".");
        assertEquals(1, diver("debug", directory, "--run", "latest"));
        said("--run takes no net");
        engine.nets().trust(project);
        assertEquals(1, diver("debug", directory, "--mode", "demo"));
        said("cannot be started stopped");
        assertTrue(engine.runs().list(10).isEmpty());
        assertEquals(124, diver("dive", directory, "--mode", "demo", "--timeout", "300ms"));
        assertEquals(1, diver("debug", "--run", "latest"));
        said("only one that crashed does");
    }

    @Test
    void eachMissingToolIsNamedBeforeWorkBegins() throws IOException {
        engine.nets().trust(project);
        var bin = Files.createDirectory(temp.resolve("bin"));
        var here = List.of("bwrap", "prlimit", "setpriv", "qemu-system-x86_64", "make", "gcc", "ld");
        for (var missing : List.of("make", "gcc", "qemu-system-x86_64")) {
            Folders.delete(bin);
            Files.createDirectory(bin);
            for (var tool : here) {
                if (!tool.equals(missing)) {
                    Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
                }
            }
            engine = engine(bin.toString());
            var verb = missing.startsWith("qemu") ? "dive" : "build";
            assertEquals(127, diver(verb, project.toString()));
            said(missing + " is missing on this machine.");
            said("apt-get install " + missing.replace("_64", ""));
        }
        assertFalse(Files.exists(project.resolve("ran")));
        assertTrue(engine.runs().list(10).isEmpty());
    }

    @Test
    void aNetWhoseKernelIsGone() throws IOException {
        assertEquals(0, diver("dive", project.toString(), "--explain"));
        Folders.delete(temp.resolve("assets/kernels/tiny"));
        assertEquals(0, diver("dive", project.toString(), "--explain"), said);
        Folders.delete(temp.resolve("home"));
        engine = engine(System.getenv("PATH"));
        assertEquals(125, diver("dive", project.toString(), "--explain"));
        said("The catalog has no kernel tiny:1.0.");
        assertEquals(NET, Files.readString(project.resolve("net.toml")));
        assertTrue(Files.exists(project.resolve("net.lock")), "the lock was lost");
    }

    @Test
    void whatIsNoKernelIsNotImported() throws IOException {
        assertEquals(1, diver("import", "/dev/zero"));
        said("neither a file nor a directory");
        assertEquals(1, diver("import", temp.resolve("none").toString()));
        said("does not exist");
        assertEquals(1, diver("import", project.resolve("Makefile").toString()));
        assertEquals(1, said.split("none of the markers", -1).length - 1, said);
        assertEquals(1, diver("import", project.toString()));
        said("kernel.json");
        assertEquals(0, diver("search", "Makefile"));
        said("No kernel fits.");
    }

    /** QEMU refuses it as it is (DevicesTest), and nobody told Diver how it boots. */
    @Test
    void a64BitMultibootKernelThatSomebodyElseBuiltDives() throws Exception {
        Files.writeString(temp.resolve("theirs.S"), """
                .section .head,"a"
                .align 4
                .long 0x1BADB002, 0, -0x1BADB002
                .text
                .code32
                .globl _start
                _start: mov $text, %esi
                1: lodsb
                test %al, %al
                jz 2f
                mov $0x3f8, %dx
                out %al, %dx
                jmp 1b
                2: mov $0x604, %dx    # ACPI's PM1a control as SeaBIOS places it: sleep, power off
                mov $0x2000, %ax
                out %ax, %dx
                3: jmp 3b
                .section .rodata
                text: .asciz "theirs is up\\r\\n"
                """);
        Files.writeString(
                temp.resolve("theirs.ld"),
                "SECTIONS { . = 1M; .head : { KEEP(*(.head)) } .text : { *(.text) } .rodata : { *(.rodata) } }\n");
        var gcc = new ProcessBuilder(
                        ("gcc -m64 -nostdlib -static -no-pie -Wl,-n,--build-id=none -T theirs.ld -o theirs.elf"
                                        + " theirs.S")
                                .split(" "))
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .start();
        var complaint = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), complaint);

        assertEquals(0, diver("import", temp.resolve("theirs.elf").toString()));
        said("found multiboot1 at offset");
        said("rewritten as a 32-bit one");
        Files.writeString(project.resolve("net.toml"), "[net]\nname = \"n\"\n\n[kernel]\nref = \"theirs\"\n");
        assertEquals(0, diver("dive", project.toString(), "--trust", "--timeout", "40s"), said);
        said("theirs is up");
        said("n exited 0");
    }

    @Test
    void wrongTypesHaveTheirLineAndColumn() throws IOException {
        Files.writeString(project.resolve("net.toml"), NET + "\n[dive.vm]\ncpus = \"two\"\n  memry = \"1GiB\"\n");
        assertEquals(125, diver("dive", project.toString(), "--explain"));
        said("net.toml:11:1: dive.vm.cpus: expected a whole number");
        said("net.toml:12:3: dive.vm.memry: unknown key \"memry\". Did you mean \"memory\"?");
        said("nothing was begun");
    }

    /** Root may write everywhere but on a read-only mount, so this one needs a process of its own. */
    @Test
    void aReadOnlyProjectSaysSo() throws Exception {
        engine.nets().trust(project);
        var build = outside("build", project.toString());
        assertTrue(build.contains(project + " cannot be written."), build);
        assertTrue(build.contains("status 1"), build);
        var dive = outside("dive", project.toString(), "--explain");
        assertTrue(dive.contains(project + " cannot be written."), dive);
        assertTrue(dive.contains("status 125"), dive);
        // With a lock there is nothing to write.
        assertEquals(0, diver("dive", project.toString(), "--explain"));
        var locked = outside("dive", project.toString(), "--mode", "demo", "--timeout", "300ms");
        assertTrue(locked.contains("status 124"), locked);
    }

    @Test
    void anEmptyHomeHasNoRunsAndNoError() throws Exception {
        assertEquals("No dives yet. diver tour makes the first one.\nstatus 0", outside("runs"));
    }

    private String outside(String... args) throws Exception {
        var command = new ArrayList<>(List.of("bwrap", "--dev-bind", "/", "/"));
        command.addAll(List.of("--ro-bind", project.toString(), project.toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-Ddiver.assets=" + temp.resolve("assets"), "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("DIVER_HOME", temp.resolve("home").toString());
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(240, TimeUnit.SECONDS));
        assertFalse(text.contains("\tat "), text);
        return text + "status " + process.exitValue();
    }
}
