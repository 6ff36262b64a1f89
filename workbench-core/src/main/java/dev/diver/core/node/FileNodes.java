package dev.diver.core.node;

import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.LockFile;
import dev.diver.core.job.Cancellation;
import dev.diver.core.option.CheckedToml;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes as files that a person can write too: {@code nodes/NAME.toml} in the configuration. */
public final class FileNodes implements Nodes {
    private static final String ENDING = ".toml";

    private final Path directory;

    public FileNodes(DiverHome home) {
        directory = home.config().resolve("nodes");
    }

    @Override
    public List<Node> list() {
        return names().stream().flatMap(name -> read(name).node().stream()).toList();
    }

    @Override
    public List<String> broken() {
        return names().stream().filter(name -> read(name).node().isEmpty()).toList();
    }

    @Override
    public Node find(String name) {
        requireKnown(name);
        var reading = read(name);
        return reading.node()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        file(name) + " is wrong.",
                        reading.faults().stream()
                                .map(fault -> fault.line() + ":" + fault.column() + ": " + fault.message())
                                .collect(Collectors.joining("\n")),
                        "Mend it with any editor."));
    }

    @Override
    public void add(Node node) {
        write(node, false);
    }

    @Override
    public void replace(Node node) {
        requireKnown(node.name());
        write(node, true);
    }

    private void write(Node node, boolean there) {
        requireValid(node);
        try (var lock = LockFile.acquire(directory.resolve(".lock"), new Cancellation())) {
            if (!there && Files.exists(file(node.name()))) {
                throw new DiverException(
                        Problem.Kind.IN_USE,
                        "There is a node " + node.name() + " already.",
                        "",
                        "Choose another name, or edit " + file(node.name()) + ".");
            }
            AtomicFiles.write(file(node.name()), NodeFormat.write(node).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(file(node.name()) + " cannot be written.", e);
        }
    }

    @Override
    public void remove(String name) {
        requireKnown(name);
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw failed(file(name) + " cannot be removed.", e);
        }
    }

    private static void requireValid(Node node) {
        var faults = NodeRules.check(node).stream().map(NodeRules.Fault::message);
        var name = NodeRules.isName(node.name())
                ? Stream.<String>empty()
                : Stream.of("\"" + node.name() + "\" is no name. Use lower-case letters, digits, - and _.");
        var reached = node.ssh().isEmpty() && node.bmc().isEmpty()
                ? Stream.of("A node is reached by SSH or by its BMC: give one of them at least.")
                : Stream.<String>empty();
        var all = Stream.of(name, reached, faults).flatMap(part -> part).collect(Collectors.joining("\n"));
        if (!all.isEmpty()) {
            throw new DiverException(Problem.Kind.INVALID, "This is no node.", all, "");
        }
    }

    private void requireKnown(String name) {
        if (!NodeRules.isName(name) || !Files.exists(file(name))) {
            var names = names();
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "There is no node " + name + ".",
                    names.isEmpty() ? "There are no nodes yet." : Nearest.hint(name, names),
                    "diver node add NAME … makes one.");
        }
    }

    private List<String> names() {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .filter(NodeRules::isName)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw failed(directory + " cannot be read.", e);
        }
    }

    private NodeFormat.Reading read(String name) {
        var file = file(name);
        if (!Files.isRegularFile(file)) {
            // A pipe or a device may never end.
            return wrong("This is not a file.");
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(NodeFormat.LIMIT + 1);
            return bytes.length > NodeFormat.LIMIT
                    ? wrong("This is too long for a node: more than " + (NodeFormat.LIMIT >> 10) + " KiB.")
                    : NodeFormat.read(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return wrong("It cannot be read: " + e.getMessage());
        }
    }

    private static NodeFormat.Reading wrong(String why) {
        return new NodeFormat.Reading(java.util.Optional.empty(), List.of(new CheckedToml.Fault(1, 1, why)));
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
