package dev.diver.core.catalog.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.home.DiverHome;
import dev.diver.core.kernel.LookAlikes;
import dev.diver.core.option.CheckedToml;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import dev.diver.core.option.TomlFolder;
import dev.diver.core.option.TomlText;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Catalogs as files that a person can write too: {@code catalogs/NAME.toml} in the configuration. */
public final class FileCatalogs implements RemoteCatalogs {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[_-][a-z0-9]+)*");
    private static final int LONGEST = 40;
    private static final int MOST_MIRRORS = 16;

    private static final OptionSchema SCHEMA = new OptionSchema(List.of(
            new Option("url", "", new Type.Text(), "", "The registry, and what goes before its repositories' names."),
            new Option("mirrors", "", new Type.Many(new Type.Text()), "", "Others that have the same."),
            new Option("ca", "", new Type.File(), "", "Certificates that are taken beside the usual ones (PEM)."),
            new Option("update", "", new Type.Flag(), "true", "Whether the workbench brings its index by itself.")));

    private final TomlFolder<RemoteCatalog> folder;

    public FileCatalogs(DiverHome home) {
        folder = new TomlFolder<>(
                home.config().resolve("catalogs"),
                new TomlFolder.Kind<>(
                        "catalog",
                        "diver catalog add NAME URL",
                        FileCatalogs::isName,
                        FileCatalogs::read,
                        FileCatalogs::write));
    }

    private static boolean isName(String name) {
        return name.length() <= LONGEST && NAME.matcher(name).matches() && !name.equals("localhost");
    }

    private static TomlFolder.Reading<RemoteCatalog> read(String name, String text) {
        var toml = CheckedToml.read(text, SCHEMA);
        var address = address(toml, List.of("url"), toml.values().path("url").asText(""));
        var mirrors = new ArrayList<RegistryAddress>();
        var listed = toml.values().path("mirrors");
        if (listed.size() > MOST_MIRRORS) {
            toml.fault(List.of("mirrors"), "mirrors: at most " + MOST_MIRRORS + " are asked.");
        } else {
            listed.forEach(mirror ->
                    address(toml, List.of("mirrors"), mirror.asText("")).ifPresent(mirrors::add));
        }
        var authority = Optional.of(toml.values().path("ca"))
                .map(JsonNode::asText)
                .filter(path -> !path.isEmpty())
                .map(Path::of);
        var updates = toml.values().path("update").asBoolean(true);
        return new TomlFolder.Reading<>(
                toml.ok()
                        ? address.map(found -> new RemoteCatalog(name, found, mirrors, authority, updates))
                        : Optional.empty(),
                toml.faults());
    }

    private static Optional<RegistryAddress> address(CheckedToml toml, List<String> path, String text) {
        try {
            return Optional.of(RegistryAddress.parse(text));
        } catch (DiverException e) {
            toml.fault(
                    path,
                    path.getFirst() + ": " + e.problem().what() + " "
                            + e.problem().remedy());
            return Optional.empty();
        }
    }

    private static String write(RemoteCatalog catalog) {
        var text = new StringBuilder();
        text.append("url = ")
                .append(TomlText.quoted(catalog.address().toString()))
                .append('\n');
        if (!catalog.mirrors().isEmpty()) {
            text.append(catalog.mirrors().stream()
                    .map(mirror -> TomlText.quoted(mirror.toString()))
                    .collect(Collectors.joining(", ", "mirrors = [", "]\n")));
        }
        catalog.authority()
                .ifPresent(file -> text.append("ca = ")
                        .append(TomlText.quoted(file.toAbsolutePath().toString()))
                        .append('\n'));
        if (!catalog.updates()) {
            text.append("update = false\n");
        }
        return text.toString();
    }

    @Override
    public List<RemoteCatalog> list() {
        return folder.list();
    }

    @Override
    public List<String> broken() {
        return folder.broken();
    }

    @Override
    public RemoteCatalog find(String name) {
        return name.contains(".") || name.contains(":") || name.contains("/") || name.equals("localhost")
                ? new RemoteCatalog(name, RegistryAddress.parse(name), List.of(), Optional.empty())
                : folder.find(name);
    }

    @Override
    public void add(RemoteCatalog catalog) {
        if (!isName(catalog.name())) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + catalog.name() + "\" is no name of a catalog.",
                    "",
                    "Use lower-case letters, digits, - and _, at most " + LONGEST + ".");
        }
        requireUnlike(catalog.name());
        folder.add(catalog.name(), catalog);
    }

    /** What is of one catalog would be taken for the other's. */
    private void requireUnlike(String name) {
        var bones = LookAlikes.skeleton(name);
        folder.names().stream()
                .filter(other ->
                        !other.equals(name) && LookAlikes.skeleton(other).equals(bones))
                .findFirst()
                .ifPresent(other -> {
                    throw new DiverException(
                            Problem.Kind.IN_USE,
                            "There is a catalog " + other + " already, which looks like " + name + ".",
                            "What is of the one would be taken for what is of the other.",
                            "Choose another name.");
                });
    }

    @Override
    public void replace(RemoteCatalog catalog) {
        folder.replace(catalog.name(), catalog);
    }

    @Override
    public void remove(String name) {
        folder.remove(name);
    }
}
