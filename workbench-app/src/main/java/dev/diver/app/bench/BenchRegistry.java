package dev.diver.app.bench;

import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.job.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Debian's docker-registry on loopback, with its blobs below a directory. */
final class BenchRegistry implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern BLOB = Pattern.compile("\"GET /v2/[^\" ]*/blobs/[^\"]*\" 20\\d (\\d+)");
    private static final Pattern MARKER = Pattern.compile("\"GET /v2/marker-(\\d+)/");

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Map<Integer, CompletableFuture<Long>> markers = new ConcurrentHashMap<>();

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
        var bytes = 0L;
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                var found = LISTENING.matcher(line);
                if (found.find()) {
                    port.complete(Integer.parseInt(found.group(1)));
                }
                var blob = BLOB.matcher(line);
                if (blob.find()) {
                    bytes += Long.parseLong(blob.group(1));
                }
                var marker = MARKER.matcher(line);
                if (marker.find()) {
                    marker(Integer.parseInt(marker.group(1))).complete(bytes);
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

    private CompletableFuture<Long> marker(int number) {
        return markers.computeIfAbsent(number, none -> new CompletableFuture<>());
    }

    /** Of all blobs that it has sent. It logs what it was asked in that order, so that a question of ours tells how far it is. */
    long blobBytes() throws Exception {
        var number = markers.size();
        try (var registry = client()) {
            registry.tags("marker-" + number, new Cancellation());
        }
        return marker(number).get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
