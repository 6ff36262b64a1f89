package dev.diver.core.node;

import dev.diver.core.secret.Secrets;
import java.util.List;

/**
 * All that faces need of nodes.
 *
 * @param checks in the order in which they are told
 */
public record NodeServices(
        Nodes nodes,
        Secrets secrets,
        NodeControl control,
        List<NodeCheck> checks,
        NodePartitioning partitioning,
        NodeHostKeys hostKeys,
        NodeShells shells) {
    public NodeServices {
        checks = List.copyOf(checks);
    }
}
