package dev.diver.app.command;

import dev.diver.core.node.Node;
import dev.diver.core.node.NodeServices;
import picocli.CommandLine.Parameters;

/** Which node. */
final class NodeName {
    @Parameters(index = "0", paramLabel = "NAME", description = "The node.")
    private String name;

    String text() {
        return name;
    }

    Node find(NodeServices services) {
        return services.nodes().find(name);
    }
}
