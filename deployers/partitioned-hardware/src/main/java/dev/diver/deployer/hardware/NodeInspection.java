package dev.diver.deployer.hardware;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.job.Cancellation;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.node.Node;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.node.ssh.SshConnection;
import dev.diver.node.ssh.SshConnector;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a node whether a co-kernel can run there: what {@code diver node check} is for. Thread-safe; changes nothing. */
public final class NodeInspection {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_FACTS = 16 << 20;

    private final SshConnector connector;

    public NodeInspection(SshConnector connector) {
        this.connector = connector;
    }

    /**
     * Blocks until the node has answered.
     *
     * @param linux whose headers would build the module; absent where that is not to be checked
     * @param memory that a co-kernel should get
     * @return all checks, also those that went well
     */
    public List<Check> check(
            Node node,
            Optional<String> acceptHostKey,
            PulledKernel linux,
            MemorySize memory,
            Cancellation cancellation) {
        try (var connection = connector.connect(node, acceptHostKey, cancellation)) {
            return Preflight.of(
                            facts(node.name(), connection, cancellation),
                            node.ssh().orElseThrow().user(),
                            linux.map(NodeInspection::headers),
                            new Wish.Anywhere(memory))
                    .checks();
        }
    }

    static Preflight.Headers headers(PulledKernel linux) {
        return new Preflight.Headers(
                LinuxRelease.of(linux.file("boot/vmlinuz")),
                linux.manifest().reference().toString());
    }

    static NodeFacts facts(String node, SshConnection connection, Cancellation cancellation) {
        var said = connection.run(
                RootShell.asRootIfPossible(),
                new ByteArrayInputStream(NodeScripts.FACTS.bytes()),
                new SshConnection.RemoteLimits(LIMIT, MOST_FACTS),
                cancellation);
        if (!said.ok()) {
            throw new DiverException(
                    Problem.Kind.FAILED,
                    node + " could not tell what it has.",
                    "Its shell ended with " + said.exitCode() + ": "
                            + said.errors().strip(),
                    "See that a POSIX shell and coreutils are there: ssh NODE uname -a.");
        }
        return NodeFacts.parse(said.text());
    }
}
