package dev.diver.app.command;

import dev.diver.core.job.Cancellation;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeHostKeys;
import picocli.CommandLine.Option;

/** A host key that the person has compared, and vouches for. */
final class HostKeyOption {
    @Option(
            names = "--accept-host-key",
            paramLabel = "SHA256:...",
            description = "Trust the node's SSH host key from now on, if it is the one with this fingerprint.")
    private String fingerprint;

    /** Nothing where the option was not given. */
    void accept(NodeHostKeys keys, Node node, Cancellation cancellation) {
        if (fingerprint != null) {
            keys.accept(node, fingerprint, cancellation);
        }
    }
}
