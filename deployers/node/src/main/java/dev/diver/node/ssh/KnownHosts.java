package dev.diver.node.ssh;

import static java.util.stream.Collectors.joining;

import dev.diver.core.home.AtomicFiles;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * The host keys that the person accepted: a file of Diver's own in the form of OpenSSH's {@code known_hosts} (sshd(8)).
 * Thread-safe.
 */
final class KnownHosts {
    /** Bytes; some thousand hosts. */
    private static final long LARGEST = 4 << 20;

    private final Path file;

    KnownHosts(Path file) {
        this.file = file;
    }

    /** What is known of a host that shows a key. */
    sealed interface Verdict {
        /** It showed this key before. */
        record Known() implements Verdict {}

        /** Nothing is known of it. */
        record Unknown() implements Verdict {}

        /** @param expected SHA-256 fingerprints of the keys that it showed before */
        record Changed(List<String> expected) implements Verdict {}
    }

    synchronized Verdict verdict(String host, int port, PublicKey shown) {
        var known = keys(host, port);
        if (known.isEmpty()) {
            return new Verdict.Unknown();
        }
        return known.stream().anyMatch(key -> KeyUtils.compareKeys(key, shown))
                ? new Verdict.Known()
                : new Verdict.Changed(fingerprints(host, port));
    }

    /** Types such as {@code ssh-ed25519}: a host that has several keys is asked for one of these first. */
    synchronized List<String> types(String host, int port) {
        return keys(host, port).stream().map(KeyUtils::getKeyType).toList();
    }

    /** SHA-256 of each key that is known. */
    synchronized List<String> fingerprints(String host, int port) {
        return keys(host, port).stream().map(KeyUtils::getFingerPrint).toList();
    }

    /**
     * As {@code ssh-keygen -R} does: lines of this host go; those with a wildcard speak of others too, and stay.
     *
     * @return fingerprints of the keys that were known
     */
    synchronized List<String> forget(String host, int port) {
        var forgotten = fingerprints(host, port);
        if (forgotten.isEmpty()) {
            return forgotten;
        }
        try {
            var kept = Files.readAllLines(file).stream()
                    .filter(line -> !speaksOf(line, host, port))
                    .toList();
            write(kept);
        } catch (IOException e) {
            throw failed("The host key could not be removed.", e);
        }
        if (!keys(host, port).isEmpty()) {
            throw failed(
                    "The host key could not be removed.",
                    new IOException("a line with a wildcard stands for [" + host + "]:" + port + " and others"));
        }
        return forgotten;
    }

    private static boolean speaksOf(String line, String host, int port) {
        var names = line.strip().split("\\s+", 2)[0];
        if (names.chars().anyMatch(character -> "#*?!@".indexOf(character) >= 0)) {
            return false;
        }
        var entry = KnownHostEntry.parseKnownHostEntry(line);
        return entry != null && entry.isHostMatch(host, port);
    }

    synchronized void accept(String host, int port, PublicKey key) {
        try {
            var lines = new ArrayList<String>();
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file));
            }
            lines.add("[" + host + "]:" + port + " " + PublicKeyEntry.toString(key));
            write(lines);
        } catch (IOException e) {
            throw failed("The host key could not be kept.", e);
        }
    }

    private void write(List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        AtomicFiles.write(
                file, lines.stream().map(line -> line + "\n").collect(joining()).getBytes(StandardCharsets.UTF_8));
    }

    private List<PublicKey> keys(String host, int port) {
        var keys = new ArrayList<PublicKey>();
        try {
            if (!Files.exists(file)) {
                return keys;
            }
            if (Files.size(file) > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 20) + " MiB");
            }
            for (var entry : KnownHostEntry.readKnownHostEntries(file)) {
                if (entry.isHostMatch(host, port) && entry.getKeyEntry() != null) {
                    keys.add(entry.getKeyEntry().resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING));
                }
            }
            return keys;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw failed("The file of known host keys cannot be read.", e);
        }
    }

    private DiverException failed(String what, Exception e) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        what,
                        file + ": " + e.getMessage(),
                        "Mend the file, or remove it and accept the host keys anew."),
                e);
    }
}
