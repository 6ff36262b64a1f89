package dev.diver.core.importer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of {@code assets/importers}, in the order of their names. */
final class NeighbourTable {
    private final Path directory;
    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    NeighbourTable(Path directory) {
        this.directory = directory;
    }

    List<Neighbour> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(this::read)
                    .toList();
        } catch (IOException e) {
            throw damaged(directory, e);
        }
    }

    private Neighbour read(Path file) {
        try {
            return mapper.readValue(Files.readAllBytes(file), Neighbour.class);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static DiverException damaged(Path file, IOException cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.DAMAGED,
                        file + " cannot be read.",
                        String.valueOf(cause.getMessage()),
                        "assets/schema/importer.schema.json says what belongs in there."),
                cause);
    }
}
