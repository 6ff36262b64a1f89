package dev.diver.core.net;

import dev.diver.core.home.AtomicFiles;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.tomlj.Toml;

/** {@code net.lock}, a generated TOML file that belongs into version control. */
final class NetLockFile {
    private static final long LIMIT = 64 << 10;

    private NetLockFile() {}

    static Path of(Path directory) {
        return directory.resolve("net.lock");
    }

    static String text(NetLock lock) {
        return """
                # Written by diver: the very kernel that this net is built and tested with.
                # Keep it in version control. Remove it to take what net.toml's reference means today.
                [kernel]
                ref = "%s"
                digest = "%s"
                """.formatted(lock.kernel(), lock.digest())
                + (lock.registry().isEmpty() ? "" : "registry = \"%s\"\n".formatted(lock.registry()));
    }

    static Optional<NetLock> read(Path directory) throws IOException {
        var file = of(directory);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var toml = Toml.parse(
                Files.size(file) > LIMIT ? "too large" : new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        if (toml.hasErrors() || !(toml.get("kernel.ref") instanceof String reference)) {
            throw damaged(file);
        }
        if (!(toml.get("kernel.digest") instanceof String digest) || !digest.matches("sha256:[a-f0-9]{64}")) {
            throw damaged(file);
        }
        var address = toml.get("kernel.registry");
        if (address != null && !(address instanceof String text && isRegistry(text))) {
            throw damaged(file);
        }
        var registry = Objects.toString(address, "");
        return Optional.of(new NetLock(KernelReference.parse(reference), digest, registry));
    }

    private static boolean isRegistry(String text) {
        try {
            return KernelReference.parse(text + "/x").catalog().equals(text);
        } catch (DiverException no) {
            return false;
        }
    }

    static void write(Path directory, NetLock lock) throws IOException {
        AtomicFiles.write(of(directory), text(lock).getBytes(StandardCharsets.UTF_8));
    }

    private static DiverException damaged(Path file) {
        return new DiverException(
                Problem.Kind.INVALID,
                file + " is damaged.",
                "It names no kernel and digest.",
                "Take it from version control again, or remove it: it is written anew.");
    }
}
