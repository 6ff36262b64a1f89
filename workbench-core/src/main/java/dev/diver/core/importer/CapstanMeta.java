package dev.diver.core.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Capstan package's {@code meta/}: who it is, and with which command OSv starts it (Capstan, RuntimeNative.md). */
final class CapstanMeta {
    private final JsonNode about;
    private final JsonNode run;

    CapstanMeta(Yaml yaml, Path meta) throws IOException {
        about = yaml.read(meta.resolve("package.yaml"));
        run = yaml.read(meta.resolve("run.yaml"));
    }

    String title() {
        return Words.line(about.path("title").asText(""));
    }

    String version() {
        return about.path("version").asText("");
    }

    /** Words of OSv's command line; none where Capstan makes it up, or where it cannot be told apart in words. */
    List<String> command() {
        var set = set();
        var command = set.path("bootcmd").asText("").strip();
        if (!isNative() || command.isEmpty() || command.chars().anyMatch(c -> c == '"' || c == '\\' || c == '\'')) {
            return List.of();
        }
        var words = new ArrayList<String>();
        set.path("env")
                .properties()
                .forEach(variable -> words.add(
                        "--env=" + variable.getKey() + "=" + variable.getValue().asText("")));
        words.addAll(List.of(command.split("\\s+")));
        return words;
    }

    /** What the person should know of it. */
    List<String> words() {
        if (run.isMissingNode()) {
            return List.of();
        }
        return command().isEmpty()
                ? List.of("Capstan starts it by its runtime "
                        + Words.line(run.path("runtime").asText("?"))
                        + "; the image's own command line is kept, or give one behind --.")
                : List.of("Its usual command is " + Words.line(String.join(" ", command())) + ".");
    }

    private boolean isNative() {
        return run.path("runtime").asText("").equals("native");
    }

    /** The configuration that Capstan would take. */
    private JsonNode set() {
        var sets = run.path("config_set");
        var usual = run.path("config_set_default").asText("");
        if (!usual.isEmpty()) {
            return sets.path(usual);
        }
        return Optional.of(sets)
                .filter(all -> all.size() == 1)
                .map(all -> all.properties().iterator().next().getValue())
                .orElse(sets.path(""));
    }
}
