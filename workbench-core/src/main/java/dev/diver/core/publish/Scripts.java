package dev.diver.core.publish;

import dev.diver.core.build.BoundedLines;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.process.Sandbox;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs a package's own scripts in the sandbox: the package's folder is all that they can write, and there is no network. */
final class Scripts {
    private static final int MEMORY_MIB = 4096;
    private static final int CPU_SECONDS = 1800;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int LINES_SHOWN = 15;

    private final HostProgram host;

    Scripts(HostProgram host) {
        this.host = host;
    }

    /**
     * @param purpose such as "build"
     * @param path in the folder; nothing is done where it is empty
     * @throws DiverException BUILD_FAILED where it fails, with its last lines
     */
    void run(KernelFolder folder, String purpose, String path, Consumer<String> output, Cancellation cancellation) {
        if (path.isEmpty()) {
            return;
        }
        var bwrap = host.require("bwrap", "bubblewrap", "to run a package's scripts in a sandbox");
        var prlimit = host.require("prlimit", "util-linux", "to limit what a script may use");
        var last = new ArrayDeque<String>();
        int exitCode;
        var start = System.nanoTime();
        try {
            var directory = folder.directory().toRealPath();
            exitCode = host.run(
                    Sandbox.command(bwrap, prlimit, directory, MEMORY_MIB, CPU_SECONDS, words(folder, directory, path)),
                    directory,
                    LIMIT,
                    cancellation,
                    in -> {
                        var lines = new BoundedLines(new InputStreamReader(in, StandardCharsets.UTF_8));
                        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                            output.accept(line.get());
                            last.addLast(line.get());
                            if (last.size() > LINES_SHOWN) {
                                last.removeFirst();
                            }
                        }
                    });
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The script " + path + " could not run.",
                            String.valueOf(e.getMessage()),
                            "diver doctor tells what is missing."),
                    e);
        }
        if (exitCode != 0) {
            var timedOut = System.nanoTime() - start > LIMIT.toNanos();
            throw new DiverException(
                    Problem.Kind.BUILD_FAILED,
                    "The package's " + purpose + " script failed: " + path
                            + (timedOut
                                    ? " was ended after " + LIMIT.toMinutes() + " minutes."
                                    : " ended with status " + exitCode + "."),
                    String.join("\n", last),
                    "Nothing was published. The script runs in " + folder.directory()
                            + ", in a sandbox without network.");
        }
    }

    private static List<String> words(KernelFolder folder, Path directory, String path) {
        var manifest = folder.manifest();
        var script = directory.resolve(path);
        var words = new ArrayList<>(List.of(
                "/usr/bin/env",
                "DIVER_NAME=" + manifest.name(),
                "DIVER_VERSION=" + manifest.version(),
                "DIVER_CONFIGURATION=" + manifest.configuration()));
        if (!Files.isExecutable(script)) {
            words.add("/bin/sh");
        }
        words.add(script.toString());
        return words;
    }
}
