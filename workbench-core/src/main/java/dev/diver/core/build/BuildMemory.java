package dev.diver.core.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.home.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** What the last build of each project said, in the cache. */
final class BuildMemory {
    private final ObjectMapper json = new ObjectMapper();
    private final Path directory;

    BuildMemory(Path directory) {
        this.directory = directory;
    }

    /** @param fingerprint of the project right after the build; empty where it did not succeed */
    record Remembered(String fingerprint, BuildResult result) {}

    Optional<Remembered> recall(Path project) {
        var file = file(project);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(json.readValue(Files.readAllBytes(file), Remembered.class))
                    : Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    void remember(Path project, Remembered build) throws IOException {
        AtomicFiles.write(file(project), json.writeValueAsBytes(build));
    }

    private Path file(Path project) {
        // A name of fixed length for a path of any.
        var name = UUID.nameUUIDFromBytes(project.toString().getBytes(StandardCharsets.UTF_8));
        return directory.resolve(name + ".json");
    }
}
