package dev.diver.deployer.hardware;

import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.DryRun;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodePartitioning;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.Topology;
import dev.diver.node.ssh.SshConnector;
import java.util.Optional;

/** Asks nodes over SSH, with the same eyes as a dive's own preflight. Thread-safe; changes nothing there. */
public final class HardwarePartitioning implements NodePartitioning {
    private final SshConnector connector;
    private final NodeTopology topologies;

    public HardwarePartitioning(DiverHome home, SshConnector connector) {
        this.connector = connector;
        topologies = new NodeTopology(home.cache());
    }

    @Override
    public Topology topology(Node node, Progress progress, Cancellation cancellation) {
        progress.report("asking " + node.name() + " what it is made of");
        try (var connection = connector.connect(node, Optional.empty(), cancellation)) {
            return topologies.read(node.name(), connection, cancellation);
        }
    }

    @Override
    public DryRun dryRun(Node node, PartitionPlan plan, Progress progress, Cancellation cancellation) {
        progress.report("asking " + node.name() + " what it is made of");
        try (var connection = connector.connect(node, Optional.empty(), cancellation)) {
            var seen = topologies.read(node.name(), connection, cancellation);
            progress.report("asking " + node.name() + " what it can give away");
            return new PlanDryRun(
                            plan,
                            seen,
                            NodeInspection.facts(node.name(), connection, cancellation),
                            node.ssh().orElseThrow().user())
                    .result();
        }
    }
}
