package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.trust.minisign.KeyId;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.text.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The ring as files that a person can write too, {@code keys/} in the configuration: {@code NAME.pub} as minisign has
 * them, {@code revoked}, and in {@code ring.json} what is pinned. Thread-safe, also between processes.
 */
final class KeyFolder {
    static final String ENDING = ".pub";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int MOST_KEYS = 1000;
    private static final int STATE_LIMIT = 4 << 20;

    private final Path folder;
    private final OciJson json = new OciJson();

    KeyFolder(DiverHome home) {
        folder = home.config().resolve("keys");
    }

    /** Policies by catalog, and successions that were taken, as their texts. */
    record State(Map<String, TrustPolicy> catalogs, List<String> successions) {
        State {
            catalogs = catalogs == null ? Map.of() : Map.copyOf(catalogs);
            successions = successions == null ? List.of() : List.copyOf(successions);
        }

        State with(String catalog, TrustPolicy policy) {
            var changed = new TreeMap<>(catalogs);
            changed.put(catalog, policy);
            return new State(changed, successions);
        }

        State without(String catalog) {
            var changed = new TreeMap<>(catalogs);
            changed.remove(catalog);
            return new State(changed, successions);
        }

        State taking(List<Succession> more) {
            var all = new ArrayList<>(successions);
            more.stream()
                    .map(Succession::text)
                    .filter(text -> !all.contains(text))
                    .forEach(all::add);
            return new State(catalogs, all);
        }

        State without(KeyId key) {
            return new State(
                    catalogs.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, entry -> entry.getValue().without(key))),
                    successions);
        }

        List<String> pinning(KeyId key) {
            return catalogs.entrySet().stream()
                    .filter(entry -> entry.getValue().pinned().contains(key))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }
    }

    /** @param broken words about files that are no keys */
    record Reading(KeyRing ring, State state, List<String> broken) {

        /** {@link TrustPolicy#USUAL} where nothing was said. */
        TrustPolicy policy(String catalog) {
            return state.catalogs().getOrDefault(catalog, TrustPolicy.USUAL);
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    Path revocations() {
        return folder.resolve("revoked");
    }

    private Path stateFile() {
        return folder.resolve("ring.json");
    }

    Reading read() {
        try {
            requirePrivate(folder);
            var broken = new ArrayList<String>();
            var keys = unique(keys(broken), broken);
            var state = state();
            var successions =
                    state.successions().stream().map(Succession::parse).toList();
            return new Reading(new KeyRing(keys, RevokedList.read(revocations()), successions), state, broken);
        } catch (IOException e) {
            throw failed(folder + " cannot be read.", e);
        }
    }

    /** Whoever can write there can make themselves trusted. */
    private static void requirePrivate(Path path) throws IOException {
        try {
            if (isWritableByOthers(path)) {
                throw new DiverException(
                        Problem.Kind.UNTRUSTED,
                        "Others can write " + path + ".",
                        "They could make you trust their keys.",
                        "Look whose keys are there (diver key list), then: chmod -R go-w " + path);
            }
        } catch (NoSuchFileException none) {
            // Nobody has put anything there.
        }
    }

    private static boolean isWritableByOthers(Path path) throws IOException {
        var permissions = Files.getPosixFilePermissions(path);
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    private List<NamedKey> keys(List<String> broken) throws IOException {
        List<Path> files;
        try (var all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .limit(MOST_KEYS)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
        var keys = new ArrayList<NamedKey>();
        for (var file : files) {
            var fileName = file.getFileName().toString();
            var name = fileName.substring(0, fileName.length() - ENDING.length());
            try {
                if (!isName(name)) {
                    throw SmallFile.wrong(file, "Its name is none that a key can have.");
                }
                requirePrivate(file);
                keys.add(new NamedKey(name, PublicKey.parse(SmallFile.read(file, PublicKey.LIMIT))));
            } catch (DiverException e) {
                broken.add(PlainText.brief(fileName) + ": " + e.problem().what() + " "
                        + e.problem().why());
            }
        }
        return keys;
    }

    /** Which of two keys with one number is meant nobody knows, so neither is. */
    private static List<NamedKey> unique(List<NamedKey> keys, List<String> broken) {
        var byId =
                keys.stream().collect(Collectors.groupingBy(key -> key.key().id(), TreeMap::new, Collectors.toList()));
        byId.forEach((id, same) -> {
            if (same.stream().map(NamedKey::key).distinct().count() > 1) {
                broken.add(same.stream().map(key -> key.name() + ENDING).collect(Collectors.joining(", "))
                        + ": they are different keys with the same number, " + id + "; none of them is used.");
            }
        });
        return keys.stream()
                .filter(key -> byId.get(key.key().id()).stream()
                                .map(NamedKey::key)
                                .distinct()
                                .count()
                        == 1)
                .toList();
    }

    private State state() {
        if (!Files.exists(stateFile(), LinkOption.NOFOLLOW_LINKS)) {
            return new State(Map.of(), List.of());
        }
        return json.read(
                SmallFile.read(stateFile(), STATE_LIMIT).getBytes(StandardCharsets.UTF_8),
                State.class,
                stateFile().toString());
    }

    /** Makes what changes what was read the only one that does. */
    <T> T changing(Supplier<T> change) {
        try {
            Files.createDirectories(folder.getParent());
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            try (var lock = LockFile.acquire(folder.resolve(".lock"), new Cancellation())) {
                return change.get();
            }
        } catch (IOException e) {
            throw failed(folder + " cannot be written.", e);
        }
    }

    void write(State state) {
        write(stateFile(), new String(json.write(state), StandardCharsets.UTF_8) + "\n");
    }

    void write(String name, PublicKey key) {
        write(file(name), key.file());
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw failed(file(name) + " cannot be removed.", e);
        }
    }

    void revoke(Revoked revoked) {
        write(revocations(), RevokedList.with(revocations(), revoked));
    }

    /** Files of AtomicFiles are their owner's only. */
    private static void write(Path file, String content) {
        try {
            AtomicFiles.write(file, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(file + " cannot be written.", e);
        }
    }

    /** A name for a key that comes from elsewhere: as wished, or with a number behind it. */
    String freeName(String wished) {
        var base = Optional.of(wished.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", ""))
                .filter(name -> !name.isEmpty())
                .map(name -> name.substring(0, Math.min(name.length(), 50)))
                .orElse("key");
        var name = base;
        for (var number = 2; Files.exists(file(name), LinkOption.NOFOLLOW_LINKS); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    static DiverException failed(String what, IOException e) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        what,
                        String.valueOf(e.getMessage()),
                        "Look at the rights of the directory, and whether the disk is full."),
                e);
    }
}
