package dev.diver.core.process;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program of the host to its end: no shell, the C locale, no input, bounded output, a time limit, and an end at
 * once when the person cancels.
 */
public final class HostProgram {
    private static final int OUTPUT_LIMIT = 4 << 20;

    private final String searchPath;

    /** @param searchPath as {@code PATH} */
    public HostProgram(String searchPath) {
        this.searchPath = searchPath;
    }

    /** Where a program is. */
    public Optional<Path> find(String name) {
        for (var directory : searchPath.split(":")) {
            var candidate = Path.of(directory.isEmpty() ? "." : directory, name);
            if (candidate.isAbsolute() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * Names a missing program before work begins.
     *
     * @param debianPackage where it comes from
     * @param purpose such as "to build snorkel"
     */
    public Path require(String name, String debianPackage, String purpose) {
        return find(name)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.MISSING_TOOL,
                        name + " is missing on this machine.",
                        "It is needed " + purpose + ".",
                        "Install it: sudo apt-get install " + debianPackage));
    }

    /**
     * @param exitCode the program's status
     * @param output what it wrote to both outputs, cut after 4 MiB
     */
    public record Result(int exitCode, String output) {
        public boolean ok() {
            return exitCode == 0;
        }
    }

    /** Runs it and collects what it says. */
    public Result run(List<String> command, Path directory, Duration limit, Cancellation cancellation)
            throws IOException {
        var collected = new ByteArrayOutputStream();
        var exitCode = run(command, directory, limit, cancellation, in -> {
            var piece = new byte[8192];
            for (var count = in.read(piece); count >= 0; count = in.read(piece)) {
                collected.write(piece, 0, Math.min(count, OUTPUT_LIMIT - collected.size()));
            }
        });
        return new Result(exitCode, collected.toString(StandardCharsets.UTF_8));
    }

    /** Runs it and gives its output to a reader, which must read to the end. */
    public int run(List<String> command, Path directory, Duration limit, Cancellation cancellation, Reader reader)
            throws IOException {
        cancellation.check();
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("PATH", searchPath);
        var process = builder.start();
        var watch = Thread.ofVirtual().start(() -> endAfter(process, limit));
        try (var registration = cancellation.onCancel(() -> end(process))) {
            try (var in = process.getInputStream()) {
                reader.read(in);
            }
            var exitCode = process.waitFor();
            cancellation.check();
            return exitCode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.getFirst() + " ran", e);
        } catch (IOException e) {
            cancellation.check();
            throw e;
        } finally {
            end(process);
            watch.interrupt();
        }
    }

    private static void endAfter(Process process, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Process process) {
        // Children first: once their parent is gone they are nobody's descendants.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Takes a program's output. */
    @FunctionalInterface
    public interface Reader {
        void read(InputStream in) throws IOException;
    }
}
