package dev.diver.core.node;

import dev.diver.core.home.DiverHome;
import dev.diver.core.option.TomlFolder;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes as files that a person can write too: {@code nodes/NAME.toml} in the configuration. */
public final class FileNodes implements Nodes {
    private final TomlFolder<Node> folder;

    public FileNodes(DiverHome home) {
        folder = new TomlFolder<>(
                home.config().resolve("nodes"),
                new TomlFolder.Kind<>(
                        "node", "diver node add NAME …", NodeRules::isName, FileNodes::read, NodeFormat::write));
    }

    private static TomlFolder.Reading<Node> read(String name, String text) {
        var reading = NodeFormat.read(name, text);
        return new TomlFolder.Reading<>(reading.node(), reading.faults());
    }

    @Override
    public List<Node> list() {
        return folder.list();
    }

    @Override
    public List<String> broken() {
        return folder.broken();
    }

    @Override
    public Node find(String name) {
        return folder.find(name);
    }

    @Override
    public void add(Node node) {
        requireValid(node);
        folder.add(node.name(), node);
    }

    @Override
    public void replace(Node node) {
        requireValid(node);
        folder.replace(node.name(), node);
    }

    @Override
    public void remove(String name) {
        folder.remove(name);
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
}
