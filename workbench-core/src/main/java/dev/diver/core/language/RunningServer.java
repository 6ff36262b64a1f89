package dev.diver.core.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A server as a process of this host, which ends with this one. */
final class RunningServer implements LanguageServer {
    private final Path root;
    private final Process process;
    private final InputStream output;

    private RunningServer(Path root, Process process, int mostBytes) {
        this.root = root;
        this.process = process;
        output = new BoundedMessages(process.getInputStream(), mostBytes);
    }

    /** Returns once it runs. */
    static RunningServer start(Path root, List<String> command, Path directory, int mostBytes) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        var started = new CompletableFuture<Process>();
        // "Die with the parent" of prctl(2) means the thread that made the process: it has to wait for it.
        Thread.ofPlatform().daemon().name("language-server").start(() -> keep(builder, started));
        try {
            return new RunningServer(root, started.join(), mostBytes);
        } catch (CompletionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private static void keep(ProcessBuilder builder, CompletableFuture<Process> started) {
        try {
            var process = builder.start();
            started.complete(process);
            process.waitFor();
        } catch (IOException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public void close() {
        // The sandbox is the parent of all in it and takes them along: bwrap's --die-with-parent.
        process.destroyForcibly();
    }
}
