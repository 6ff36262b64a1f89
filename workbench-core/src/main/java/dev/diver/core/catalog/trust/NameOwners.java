package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Which key had signed a name's packages when one was last taken, {@code trust/owners.json} in the data: several keys may be
 * trusted for a catalog, and one of them must not take another's name unseen. Thread-safe, also between processes.
 */
final class NameOwners {
    private static final int LIMIT = 8 << 20;

    private final Path file;
    private final OciJson json = new OciJson();

    NameOwners(DiverHome home) {
        file = home.data().resolve("trust/owners.json");
    }

    /** @param names public keys, as minisign writes them, by {@code CATALOG/NAME} */
    private record All(Map<String, String> names) {
        All {
            names = names == null ? Map.of() : Map.copyOf(names);
        }
    }

    /**
     * Notes the key where the name is nobody's, or where it follows the one that had it.
     *
     * @param follows whether the second key may take the first one's place
     * @return the key that has the name, where this one may not; empty where it may
     */
    Optional<PublicKey> taken(String name, PublicKey key, BiPredicate<PublicKey, PublicKey> follows) {
        try (var lock = LockFile.acquire(file.resolveSibling("owners.lock"), new Cancellation())) {
            var all = new TreeMap<>(read().names());
            var owner = Optional.ofNullable(all.get(name)).flatMap(NameOwners::key);
            if (owner.isPresent() && !owner.get().equals(key) && !follows.test(owner.get(), key)) {
                return owner;
            }
            if (!owner.equals(Optional.of(key))) {
                all.put(name, key.text());
                AtomicFiles.write(file, json.write(new All(all)));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw KeyFolder.failed(file + " cannot be written.", e);
        }
    }

    /** The key that had signed the package of that name which was last taken here. */
    Optional<PublicKey> of(String name) {
        return Optional.ofNullable(read().names().get(name)).flatMap(NameOwners::key);
    }

    private static Optional<PublicKey> key(String text) {
        try {
            return Optional.of(new PublicKey(text));
        } catch (DiverException damaged) {
            return Optional.empty();
        }
    }

    private All read() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? json.read(SmallFile.read(file, LIMIT).getBytes(StandardCharsets.UTF_8), All.class, file.toString())
                : new All(Map.of());
    }
}
