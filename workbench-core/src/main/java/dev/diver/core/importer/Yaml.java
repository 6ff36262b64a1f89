package dev.diver.core.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;

/** Small YAML files of unknown origin: plain data, no tags that make objects, no references that multiply. */
final class Yaml {
    private static final int LIMIT = 1 << 20;
    private static final int DEPTH = 30;

    private final ObjectMapper mapper =
            new ObjectMapper(YAMLFactory.builder().loaderOptions(limits()).build());

    private static LoaderOptions limits() {
        var options = new LoaderOptions();
        options.setCodePointLimit(LIMIT);
        options.setNestingDepthLimit(DEPTH);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    /** A missing node where there is no such file. */
    JsonNode read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return mapper.missingNode();
        }
        if (Files.size(file) > LIMIT) {
            throw damaged(file, "It is larger than " + LIMIT + " bytes.");
        }
        try {
            var tree = mapper.readTree(Files.readAllBytes(file));
            return tree == null ? mapper.missingNode() : tree;
        } catch (JsonProcessingException e) {
            throw damaged(
                    file, Words.line(e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    private static DiverException damaged(Path file, String why) {
        return new DiverException(
                Problem.Kind.DAMAGED, file.getFileName() + " cannot be read as YAML.", why, "Mend or remove it.");
    }
}
