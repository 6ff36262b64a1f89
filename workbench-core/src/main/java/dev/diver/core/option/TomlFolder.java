package dev.diver.core.option;

import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Things with names, each in a file {@code NAME.toml} that a person can write too. Thread-safe; blocking, though briefly.
 */
public final class TomlFolder<T> {
    private static final String ENDING = ".toml";

    /** Bytes of a file; one that a person wrote has less than a thousandth of it. */
    private static final int LIMIT = 64 << 10;

    private final Path directory;
    private final Kind<T> kind;

    /**
     * What the things are.
     *
     * @param noun such as "node"
     * @param adding the command that makes one
     * @param isName what may be a name; must not allow slashes and dots
     * @param reader of a name and a file's text
     * @param writer of a file's text
     */
    public record Kind<T>(
            String noun,
            String adding,
            Predicate<String> isName,
            BiFunction<String, String, Reading<T>> reader,
            Function<T, String> writer) {}

    /** @param value absent where something is wrong */
    public record Reading<T>(Optional<T> value, List<CheckedToml.Fault> faults) {}

    public TomlFolder(Path directory, Kind<T> kind) {
        this.directory = directory;
        this.kind = kind;
    }

    /** By name, ascending; without those that are wrong. */
    public List<T> list() {
        return names().stream().flatMap(name -> read(name).value().stream()).toList();
    }

    /** Names whose file is wrong, ascending: {@link #find} says why. */
    public List<String> broken() {
        return names().stream().filter(name -> read(name).value().isEmpty()).toList();
    }

    /** @throws DiverException NOT_FOUND with the nearest name; INVALID with all that is wrong with the file */
    public T find(String name) {
        requireKnown(name);
        var reading = read(name);
        return reading.value()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        file(name) + " is wrong.",
                        reading.faults().stream()
                                .map(fault -> fault.line() + ":" + fault.column() + ": " + fault.message())
                                .collect(Collectors.joining("\n")),
                        "Mend it with any editor."));
    }

    /** @throws DiverException IN_USE where there is one of that name */
    public void add(String name, T value) {
        write(name, value, false);
    }

    /** @throws DiverException NOT_FOUND with the nearest name */
    public void replace(String name, T value) {
        requireKnown(name);
        write(name, value, true);
    }

    private void write(String name, T value, boolean there) {
        try (var lock = LockFile.acquire(directory.resolve(".lock"), new Cancellation())) {
            if (!there && Files.exists(file(name))) {
                throw new DiverException(
                        Problem.Kind.IN_USE,
                        "There is a " + kind.noun() + " " + name + " already.",
                        "",
                        "Choose another name, or edit " + file(name) + ".");
            }
            AtomicFiles.write(file(name), kind.writer().apply(value).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(file(name) + " cannot be written.", e);
        }
    }

    /** @throws DiverException NOT_FOUND with the nearest name */
    public void remove(String name) {
        requireKnown(name);
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw failed(file(name) + " cannot be removed.", e);
        }
    }

    private void requireKnown(String name) {
        if (!kind.isName().test(name) || !Files.exists(file(name))) {
            var names = names();
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "There is no " + kind.noun() + " " + name + ".",
                    names.isEmpty() ? "There are no " + kind.noun() + "s yet." : Nearest.hint(name, names),
                    kind.adding() + " makes one.");
        }
    }

    /** Of all files, ascending. */
    public List<String> names() {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .filter(kind.isName())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw failed(directory + " cannot be read.", e);
        }
    }

    private Reading<T> read(String name) {
        var file = file(name);
        if (!Files.isRegularFile(file)) {
            // A pipe or a device may never end.
            return wrong("This is not a file.");
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LIMIT + 1);
            return bytes.length > LIMIT
                    ? wrong("This is too long for a " + kind.noun() + ": more than " + (LIMIT >> 10) + " KiB.")
                    : kind.reader().apply(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return wrong("It cannot be read: " + e.getMessage());
        }
    }

    private Reading<T> wrong(String why) {
        return new Reading<>(Optional.empty(), List.of(new CheckedToml.Fault(1, 1, why)));
    }

    private Path file(String name) {
        return directory.resolve(name + ENDING);
    }

    private static DiverException failed(String what, IOException e) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        what,
                        String.valueOf(e.getMessage()),
                        "Look at the rights of the directory, and whether the disk is full."),
                e);
    }
}
