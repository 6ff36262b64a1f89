package dev.diver.core.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.option.CheckedToml;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.problem.DiverException;
import dev.diver.core.text.PlainText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one text of {@code net.toml} and collects all that is wrong with it. */
final class NetReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9._+-]{0,63}");
    private static final int LONGEST_SUMMARY = 200;
    private static final int MOST_TAGS = 16;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    private final CheckedToml toml;
    private final Path directory;

    private NetReader(CheckedToml toml, Path directory) {
        this.toml = toml;
        this.directory = directory;
    }

    /** @param net absent where there are problems */
    record Reading(Optional<Net> net, List<NetProblem> problems) {}

    static Reading read(Path directory, String text, Map<Mode, OptionSchema> modes) {
        var reader = new NetReader(CheckedToml.read(text, NetSchema.of(modes)), directory);
        var net = reader.toml.ok() ? reader.net(reader.toml.values()) : Optional.<Net>empty();
        return new Reading(reader.toml.ok() ? net : Optional.empty(), reader.problems());
    }

    private List<NetProblem> problems() {
        return toml.faults().stream()
                .map(fault -> new NetProblem(fault.line(), fault.column(), fault.message()))
                .toList();
    }

    private Optional<Net> net(ObjectNode values) {
        var name = text(values, "net", "name");
        if (!NAME.matcher(name).matches()) {
            problem(
                    List.of("net", "name"),
                    name.isEmpty()
                            ? "net.name is missing: every net has a name."
                            : "net.name: \"" + name + "\" is no name. Use lower-case letters, digits, - and _.");
        }
        var about = about(values.path("net"));
        var kernel = kernel(text(values, "kernel", "ref"));
        var app = values.path("app");
        var program = Optional.of(app.path("program").asText("")).filter(path -> !path.isEmpty());
        // One that is there already may be anywhere: a person's trust in the net covers it, as it covers disks.
        program.filter(path -> !path.startsWith("/")).ifPresent(path -> inside(List.of("app", "program"), path));
        var env = pairs(app.path("env"));
        env.keySet().forEach(variable -> variable(variable));
        var files = pairs(app.path("files"));
        files.forEach((guest, host) -> {
            guestPath(List.of("app", "files", guest), guest);
            inside(List.of("app", "files", guest), host);
        });
        var outputs = texts(app.path("outputs"));
        for (var i = 0; i < outputs.size(); i++) {
            guestPath(List.of("app", "outputs", String.valueOf(i)), outputs.get(i));
        }
        var mode = Mode.parse(values.path("dive").path("mode").asText(Mode.VM.word()));
        return kernel.map(reference -> new Net(
                directory,
                name,
                text(values, "net", "version").isEmpty() ? "0.1.0" : text(values, "net", "version"),
                reference,
                program,
                texts(app.path("args")),
                env,
                files,
                outputs,
                mode,
                options(values.path("dive")),
                about));
    }

    private Net.About about(JsonNode net) {
        var summary = net.path("summary").asText("");
        if (summary.length() > LONGEST_SUMMARY || !PlainText.isLine(summary)) {
            problem(
                    List.of("net", "summary"),
                    "net.summary is not one line of plain text of at most " + LONGEST_SUMMARY + " characters.");
        }
        var tags = texts(net.path("tags"));
        if (tags.size() > MOST_TAGS) {
            problem(List.of("net", "tags"), "net.tags: there are more than " + MOST_TAGS + ".");
        }
        for (var i = 0; i < tags.size(); i++) {
            if (!TAG.matcher(tags.get(i)).matches()) {
                problem(
                        List.of("net", "tags", String.valueOf(i)),
                        "net.tags: \"" + tags.get(i)
                                + "\" is no tag. Use lower-case letters, digits, \".\", \"_\", \"+\" and \"-\".");
            }
        }
        return new Net.About(summary, tags);
    }

    private Optional<KernelReference> kernel(String reference) {
        if (reference.isEmpty()) {
            problem(List.of("kernel", "ref"), "kernel.ref is missing: name the kernel, such as \"snorkel:0.1.0\".");
            return Optional.empty();
        }
        try {
            return Optional.of(KernelReference.parse(reference));
        } catch (DiverException e) {
            problem(
                    List.of("kernel", "ref"),
                    "kernel.ref: " + e.problem().text().replace('\n', ' '));
            return Optional.empty();
        }
    }

    private static Map<Mode, ObjectNode> options(JsonNode dive) {
        var options = new EnumMap<Mode, ObjectNode>(Mode.class);
        for (var mode : Mode.values()) {
            options.put(
                    mode,
                    dive.get(mode.word()) instanceof ObjectNode table ? table : JsonNodeFactory.instance.objectNode());
        }
        return options;
    }

    private void variable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            problem(List.of("app", "env", name), "app.env: \"" + name + "\" is no name of an environment variable.");
        }
    }

    private void inside(List<String> key, String path) {
        var file = Path.of(path);
        if (file.isAbsolute() || !directory.resolve(file).normalize().startsWith(directory)) {
            problem(
                    key,
                    String.join(".", key) + ": \"" + path
                            + "\" lies outside of the project. Give a path relative to net.toml, without \"..\".");
        }
    }

    private void guestPath(List<String> key, String path) {
        var parts = List.of(path.split("/", -1));
        if (!path.startsWith("/")
                || path.length() > 255
                || path.length() < 2
                || parts.contains("..")
                || parts.contains(".")
                || path.substring(1).contains("//")
                || path.endsWith("/")) {
            problem(key, String.join(".", key.subList(0, 2)) + ": \"" + path + "\" is no absolute path of a file.");
        }
    }

    private void problem(List<String> path, String message) {
        toml.fault(path, message);
    }

    private static String text(ObjectNode values, String table, String key) {
        return values.path(table).path(key).asText("");
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static Map<String, String> pairs(JsonNode table) {
        var pairs = new LinkedHashMap<String, String>();
        table.properties()
                .forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asText()));
        return pairs;
    }
}
