package dev.diver.core.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A list of project directories in a file, latest first, each by its real path. Safe between processes. */
final class KnownProjects {
    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final int limit;

    KnownProjects(Path file, int limit) {
        this.file = file;
        this.limit = limit;
    }

    /** @param projects absolute paths */
    private record Content(List<String> projects) {}

    List<Path> all() {
        return known().stream().map(Path::of).filter(Files::isDirectory).toList();
    }

    boolean contains(Path directory) {
        return known().contains(real(directory));
    }

    /** What cannot be read is not known: nothing is trusted by accident. */
    private List<String> known() {
        try {
            return read();
        } catch (IOException e) {
            return List.of();
        }
    }

    void add(Path directory) {
        change(projects -> {
            projects.remove(real(directory));
            projects.addFirst(real(directory));
        });
    }

    void remove(Path directory) {
        change(projects -> projects.remove(real(directory)));
    }

    private void change(Consumer<List<String>> change) {
        try (var lock = LockFile.acquire(file.resolveSibling(file.getFileName() + ".lock"), new Cancellation())) {
            var before = read();
            var projects = new ArrayList<>(before);
            change.accept(projects);
            var kept = projects.subList(0, Math.min(projects.size(), limit));
            if (!kept.equals(before)) {
                AtomicFiles.write(file, json.writeValueAsBytes(new Content(kept)));
            }
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            file + " could not be written.",
                            String.valueOf(e.getMessage()),
                            "Free some space there or give yourself the right to write."),
                    e);
        }
    }

    /** Fails where the file is there but cannot be read: to write it then would lose what is in it. */
    private List<String> read() throws IOException {
        try {
            var content = Files.isRegularFile(file) ? json.readValue(Files.readAllBytes(file), Content.class) : null;
            return content == null || content.projects() == null ? List.of() : content.projects();
        } catch (JsonProcessingException damaged) {
            // Nothing a person made is in there: it fills again.
            return List.of();
        }
    }

    private static String real(Path directory) {
        try {
            return directory.toRealPath().toString();
        } catch (IOException gone) {
            return directory.toAbsolutePath().normalize().toString();
        }
    }
}
