package dev.diver.core.node;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.problem.DiverException;

/** Opens shells on nodes. */
@FunctionalInterface
public interface NodeShells {

    /**
     * Logs in over SSH, to the person's shell there. Returns when it is there.
     *
     * @return whoever asked for it closes it, which ends the shell
     * @throws DiverException UNSUPPORTED for a node without SSH, UNTRUSTED for its host key, FAILED where it does not
     *     answer or takes none of the keys
     */
    NodeConsole open(Node node, Progress progress, Cancellation cancellation);
}
