package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.Main;
import dev.diver.core.home.Folders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program without arguments and without a display: it says so, and walks the way in the terminal. */
@Timeout(600)
class NoDisplayTest {
    private static final String CTRL_C = "\003";

    @Test
    void theTourRunsInsteadAndItsNetCanBeDebugged() throws Exception {
        // Short, for sockets below it have short names.
        var root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var said = run(root);
            assertTrue(said.startsWith("There is no display"), said);
            assertTrue(said.contains("Hello, nobody in particular!"), said);
            assertTrue(said.contains("exited with status 0"), said);
            debug(root, root.resolve("home/cache/tour/hello"));
        } finally {
            Folders.delete(root);
        }
    }

    /** gdb has the terminal, and Ctrl-C with it. */
    private static void debug(Path root, Path net) throws Exception {
        try (var terminal = new TypedTerminal(diver("debug", net.toString()), environment(root))) {
            terminal.await("0x000000000000fff0");
            terminal.type("hbreak main\n");
            terminal.await("breakpoint 1 at");
            terminal.type("continue\n");
            terminal.await("Breakpoint 1, main");
            terminal.type(CTRL_C);
            terminal.await("Quit");
            terminal.type("print 6 * 7\n");
            terminal.await("$1 = 42");
            var said = run(root, "debug", "--run", "latest", "--explain");
            assertTrue(said.contains("-ex 'target remote /"), said);
            assertTrue(said.contains(net.resolve("build/hello").toString()), said);
            terminal.type("continue\n");
            terminal.await("Remote connection closed");
            terminal.type("quit\n");
            assertEquals(0, terminal.exitStatus(), terminal.said());
            terminal.await("diver: hello exited 0");
            // In whole lines, whatever gdb said meanwhile.
            assertTrue(terminal.said().contains("] Hello, world!\r\n"), terminal.said());
        }
    }

    private static String run(Path root, String... arguments) throws Exception {
        var output = root.resolve("output").toFile();
        var builder = new ProcessBuilder(diver(arguments))
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output);
        builder.environment().clear();
        builder.environment().putAll(environment(root));
        var process = builder.start();
        try {
            assertTrue(process.waitFor(300, TimeUnit.SECONDS), "it takes too long");
        } finally {
            process.destroyForcibly();
        }
        var said = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), said);
        return said;
    }

    private static List<String> diver(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Ddiver.assets=" + System.getProperty("diver.assets"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Map<String, String> environment(Path root) {
        var environment = new HashMap<>(System.getenv());
        environment.put("DIVER_HOME", root.resolve("home").toString());
        environment.remove("DISPLAY");
        return environment;
    }
}
