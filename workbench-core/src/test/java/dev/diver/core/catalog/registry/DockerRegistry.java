package dev.diver.core.catalog.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Debian's docker-registry on a free port of loopback, for one test. */
public final class DockerRegistry implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final int port;
    private final String scheme;

    private DockerRegistry(Process process, int port, String scheme) {
        this.process = process;
        this.port = port;
        this.scheme = scheme;
    }

    /** Anybody may read and write. */
    public static DockerRegistry open(Path folder) throws Exception {
        return start(folder, "http", List.of());
    }

    /** Does not let one delete. */
    public static DockerRegistry keepingAll(Path folder) throws Exception {
        return start(folder, "http", false, List.of());
    }

    /** Wants a name and a password, by Basic. */
    public static DockerRegistry withPassword(Path folder, String bcrypt) throws Exception {
        var users = Files.writeString(folder.resolve("users"), bcrypt + "\n");
        return start(folder, "http", List.of("auth:", "  htpasswd:", "    realm: test", "    path: " + users));
    }

    /** Shows a certificate of an authority that nobody knows. */
    static DockerRegistry withTls(Path folder, Path certificate, Path key) throws Exception {
        return start(folder, "https", List.of("  tls:", "    certificate: " + certificate, "    key: " + key));
    }

    /** Wants tokens. */
    static DockerRegistry withTokens(Path folder, String realm, Path certificate) throws Exception {
        return start(
                folder,
                "http",
                List.of(
                        "auth:",
                        "  token:",
                        "    realm: " + realm,
                        "    service: test-registry",
                        "    issuer: test-issuer",
                        "    rootcertbundle: " + certificate));
    }

    private static DockerRegistry start(Path folder, String scheme, List<String> more) throws Exception {
        return start(folder, scheme, true, more);
    }

    private static DockerRegistry start(Path folder, String scheme, boolean deletes, List<String> more)
            throws Exception {
        var lines = new ArrayList<>(List.of(
                "version: 0.1",
                "storage:",
                "  delete: {enabled: " + deletes + "}",
                "  filesystem: {rootdirectory: " + folder.resolve("stored") + "}",
                "http:",
                "  addr: 127.0.0.1:0"));
        lines.addAll(more);
        var configuration = Files.write(folder.resolve("registry.yml"), lines);
        var process = new ProcessBuilder("docker-registry", "serve", configuration.toString())
                .redirectErrorStream(true)
                .start();
        var port = new CompletableFuture<Integer>();
        Thread.ofPlatform().daemon().name("docker-registry").start(() -> drain(process, port));
        try {
            return new DockerRegistry(process, port.get(60, TimeUnit.SECONDS), scheme);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static void drain(Process process, CompletableFuture<Integer> port) {
        var said = new StringBuilder();
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                said.append(line).append('\n');
                var found = LISTENING.matcher(line);
                if (found.find()) {
                    port.complete(Integer.parseInt(found.group(1)));
                }
            }
        } catch (IOException ended) {
            // It is closed.
        }
        port.completeExceptionally(new IllegalStateException(said.toString()));
    }

    /** {@code 127.0.0.1:PORT}. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    public RegistryAddress address() {
        return RegistryAddress.parse(scheme + "://" + host());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
