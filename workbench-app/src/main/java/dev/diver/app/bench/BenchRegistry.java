package dev.diver.app.bench;

import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Debian's docker-registry on loopback, with its blobs below a directory. */
final class BenchRegistry implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern BLOB = Pattern.compile("\"GET /v2/[^\" ]*/blobs/");

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final AtomicInteger blobs = new AtomicInteger();

    BenchRegistry(Path folder) throws Exception {
        Files.createDirectories(folder);
        var configuration = Files.write(
                folder.resolve("registry.yml"),
                List.of(
                        "version: 0.1",
                        "storage:",
                        "  filesystem: {rootdirectory: " + folder.resolve("stored") + "}",
                        "http:",
                        "  addr: 127.0.0.1:0"));
        process = new ProcessBuilder("docker-registry", "serve", configuration.toString())
                .redirectErrorStream(true)
                .start();
        Thread.ofPlatform().daemon().name("docker-registry").start(this::drain);
        try {
            port.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private void drain() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var found = LISTENING.matcher(line);
                if (found.find()) {
                    port.complete(Integer.parseInt(found.group(1)));
                }
                if (BLOB.matcher(line).find()) {
                    blobs.incrementAndGet();
                }
            }
        } catch (IOException ended) {
            // It is closed.
        }
        port.completeExceptionally(new IllegalStateException("docker-registry did not start"));
    }

    String address() {
        return "http://127.0.0.1:" + port.join();
    }

    Registry client() {
        return new Registry(RegistryAddress.parse(address()), RegistryLogins.NONE, Optional.empty(), new OciJson());
    }

    /** How many blobs it was asked for; it may tell a moment later. */
    int blobsSent() {
        return blobs.get();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
