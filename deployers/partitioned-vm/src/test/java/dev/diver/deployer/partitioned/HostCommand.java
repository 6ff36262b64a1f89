package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of this host that tests need done. */
final class HostCommand {
    private HostCommand() {}

    /** Runs one to its end, within two minutes, and gives what it said; fails where its status is not 0. */
    static String run(Path directory, List<String> command) throws IOException, InterruptedException {
        var limited = new ArrayList<>(List.of("timeout", "120"));
        limited.addAll(command);
        var process = new ProcessBuilder(limited)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + said);
        return said;
    }

    /** A static program from one C file of {@code assets/gpos/test}. */
    static Path compile(String name, Path to) throws IOException, InterruptedException {
        var source = Lab.assets().resolve("gpos/test").resolve(name + ".c");
        run(
                to,
                List.of(
                        "gcc",
                        "-std=c11",
                        "-D_GNU_SOURCE",
                        "-O1",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-static",
                        "-o",
                        name,
                        source.toString()));
        return to.resolve(name);
    }
}
