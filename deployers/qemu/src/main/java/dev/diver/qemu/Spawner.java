package dev.diver.qemu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes from one thread that lives as long as the program: the kernel sends the parent-death signal when the
 * *thread* that made a child ends (prctl(2), PR_SET_PDEATHSIG).
 */
public final class Spawner {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("spawner").factory());

    /** @param log takes both outputs */
    Process start(List<String> command, Path directory, Path log) throws IOException {
        return start(builder(command, directory).redirectOutput(log.toFile()));
    }

    /** One whose outputs, both in one, are read by whoever started it. */
    public Process piped(List<String> command, Path directory) throws IOException {
        return start(builder(command, directory));
    }

    private static ProcessBuilder builder(List<String> command, Path directory) {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private Process start(ProcessBuilder builder) throws IOException {
        try {
            return thread.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "interrupted while starting " + builder.command().getFirst(), e);
        }
    }
}
