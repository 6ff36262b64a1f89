package dev.diver.core.build;

import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.net.Net;
import dev.diver.core.net.Nets;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds by make in bubblewrap's sandbox; a project in which nothing changed is not even looked at by make. */
public final class MakeBuilds implements Builds {
    private static final int MEMORY_MIB = 4096;
    private static final int CPU_SECONDS = 600;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int OUTPUT_LIMIT = 1 << 20;

    private final Nets nets;
    private final HostProgram host;
    private final BuildMemory memory;

    public MakeBuilds(DiverHome home, Nets nets, HostProgram host) {
        this.nets = nets;
        this.host = host;
        memory = new BuildMemory(home.cache().resolve("builds"));
    }

    @Override
    public BuildResult build(Net net, Consumer<String> output, Cancellation cancellation) {
        var start = System.nanoTime();
        if (!hasMakefile(net.directory()) && isThere(net.program(), net.directory())) {
            // No application, or one that somebody else built: there is nothing to build, and that is no error.
            return new BuildResult(true, true, 0, elapsed(start), List.of(), "");
        }
        requireTrust(net);
        var bwrap = host.require("bwrap", "bubblewrap", "to build in a sandbox");
        var prlimit = host.require("prlimit", "util-linux", "to limit what a build may use");
        var make = host.require("make", "make", "to build " + net.name());
        var gcc = host.require("gcc", "gcc", "to build " + net.name());
        var ld = host.require("ld", "binutils", "to build " + net.name());
        var tools = List.of(make, gcc, ld);
        try {
            var project = net.directory().toRealPath();
            var before = memory.recall(project);
            var state = Fingerprint.of(project, tools);
            if (before.isPresent()
                    && !state.isEmpty()
                    && before.get().fingerprint().equals(state)) {
                var last = before.get().result();
                return new BuildResult(true, true, 0, elapsed(start), last.diagnostics(), last.output());
            }
            requireMakefile(project);
            var jobs = "-j" + Runtime.getRuntime().availableProcessors();
            var inside = List.of(make.toString(), jobs, "--output-sync=line");
            var command = Sandbox.command(bwrap, prlimit, project, MEMORY_MIB, CPU_SECONDS, inside);
            return run(project, tools, command, output, cancellation, start);
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "The build of " + net.name() + " could not run.",
                            String.valueOf(e.getMessage()),
                            "diver doctor tells what is missing."),
                    e);
        }
    }

    private BuildResult run(
            Path project,
            List<Path> tools,
            List<String> command,
            Consumer<String> output,
            Cancellation cancellation,
            long start)
            throws IOException {
        var text = new StringBuilder();
        var parser = new DiagnosticParser(project);
        var exitCode = host.run(command, project, LIMIT, cancellation, in -> {
            var lines = new BoundedLines(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                parser.line(line.get());
                output.accept(line.get());
                if (text.length() < OUTPUT_LIMIT) {
                    text.append(line.get()).append('\n');
                }
            }
        });
        var timedOut = System.nanoTime() - start > LIMIT.toNanos();
        if (timedOut) {
            text.append("diver: ended after ").append(LIMIT.toMinutes()).append(" minutes\n");
        }
        var result = new BuildResult(
                exitCode == 0,
                false,
                exitCode,
                elapsed(start),
                parser.found(),
                sandboxTrouble(text.toString(), project));
        memory.remember(project, new BuildMemory.Remembered(result.ok() ? Fingerprint.of(project, tools) : "", result));
        return result;
    }

    /** Says what the compiler only hints at. */
    private static String sandboxTrouble(String output, Path project) {
        return output.contains("Read-only file system") && !Files.isWritable(project)
                ? output + "diver: " + project + " cannot be written; a build writes into build/\n"
                : output;
    }

    @Override
    public Optional<BuildResult> last(Net net) {
        try {
            return memory.recall(net.directory().toRealPath()).map(BuildMemory.Remembered::result);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private void requireTrust(Net net) {
        if (!nets.isTrusted(net.directory())) {
            throw new DiverException(
                    Problem.Kind.UNTRUSTED,
                    net.directory() + " came from elsewhere, and nothing of it ran yet.",
                    "Building runs its Makefile: in a sandbox without network, which can change nothing but this"
                            + " project, but it is somebody's program all the same.",
                    "Look at its Makefile; then say that you trust it (diver build --trust).");
        }
    }

    private static boolean isThere(Optional<String> program, Path project) {
        return program.map(project::resolve).map(Files::isRegularFile).orElse(true);
    }

    private static boolean hasMakefile(Path project) {
        return Files.exists(project.resolve("Makefile")) || Files.exists(project.resolve("GNUmakefile"));
    }

    private static void requireMakefile(Path project) {
        if (!hasMakefile(project)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "There is nothing to build in " + project + ".",
                    "It has no Makefile.",
                    "Write one whose default target makes app.program; diver new shows how it looks.");
        }
        if (!Files.isWritable(project)) {
            throw new DiverException(
                    Problem.Kind.FAILED,
                    project + " cannot be written.",
                    "A build writes into the project's own directory.",
                    "Copy the project to a place of yours, or give yourself the right to write.");
        }
    }

    private static long elapsed(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
