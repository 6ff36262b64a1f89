package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.oci.Digest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The newest index that was taken of each catalog, {@code trust/seen.json} in the data. Thread-safe, also between processes. */
final class SeenIndexes {
    private static final int LIMIT = 1 << 20;

    private final Path file;
    private final OciJson json = new OciJson();

    SeenIndexes(DiverHome home) {
        file = home.data().resolve("trust/seen.json");
    }

    /** As the file has it: times are texts. */
    private record Entry(String name, long version, Digest root, String date, String at) {
        static Entry of(Freshness.Seen seen) {
            return new Entry(
                    seen.name(),
                    seen.version(),
                    seen.root(),
                    seen.date().toString(),
                    seen.at().toString());
        }

        Freshness.Seen seen() {
            return new Freshness.Seen(name, version, root, Instant.parse(date), Instant.parse(at));
        }
    }

    private record All(Map<String, Entry> catalogs) {
        All {
            catalogs = catalogs == null ? Map.of() : Map.copyOf(catalogs);
        }
    }

    /** Notes it where it is the present one. */
    Freshness judge(String catalog, IndexStatement said, Digest root, Instant now) {
        try (var lock = LockFile.acquire(file.resolveSibling("lock"), new Cancellation())) {
            var all = new TreeMap<>(read().catalogs());
            var seen = Optional.ofNullable(all.get(catalog)).map(Entry::seen);
            var freshness = Freshness.of(said, seen, root, now);
            if (freshness instanceof Freshness.Fresh
                    && seen.map(before -> before.version() < said.version()).orElse(true)) {
                all.put(catalog, Entry.of(new Freshness.Seen(said.catalog(), said.version(), root, said.date(), now)));
                write(all);
            }
            return freshness;
        } catch (IOException e) {
            throw KeyFolder.failed(file + " cannot be written.", e);
        }
    }

    /** Where a newer one was seen. */
    Optional<Freshness> rolledBack(String catalog, long version) {
        return Optional.ofNullable(read().catalogs().get(catalog))
                .filter(entry -> version < entry.version())
                .map(entry -> new Freshness.RolledBack(version, entry.version()));
    }

    void forget(String catalog) {
        try (var lock = LockFile.acquire(file.resolveSibling("lock"), new Cancellation())) {
            var all = new TreeMap<>(read().catalogs());
            if (all.remove(catalog) != null) {
                write(all);
            }
        } catch (IOException e) {
            throw KeyFolder.failed(file + " cannot be written.", e);
        }
    }

    private All read() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? json.read(SmallFile.read(file, LIMIT).getBytes(StandardCharsets.UTF_8), All.class, file.toString())
                : new All(Map.of());
    }

    private void write(Map<String, Entry> all) throws IOException {
        AtomicFiles.write(file, json.write(new All(all)));
    }
}
