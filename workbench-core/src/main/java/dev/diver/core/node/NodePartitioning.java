package dev.diver.core.node;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.Topology;

/**
 * What Linux on a node could give away. Thread-safe; blocks for as long as the node takes; asks and changes nothing there.
 * Fails with UNSUPPORTED where the node has no SSH, FAILED where it does not answer or takes no key, UNTRUSTED where its
 * host key is not known or another than before.
 */
public interface NodePartitioning {

    /** The node as a machine to draw on. */
    Topology topology(Node node, Progress progress, Cancellation cancellation);

    /** What a plan would do there, and whether it could. A plan that was made for another machine is a finding. */
    DryRun dryRun(Node node, PartitionPlan plan, Progress progress, Cancellation cancellation);
}
