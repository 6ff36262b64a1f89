package dev.diver.core.node;

import dev.diver.core.job.Cancellation;
import java.util.List;

/** The SSH host keys that a person has accepted, one set for all of Diver. Thread-safe; blocks for as long as a node takes. */
public interface NodeHostKeys {

    /**
     * The fingerprint that the node shows now, such as {@code SHA256:...}; nobody has vouched for it.
     *
     * @throws dev.diver.core.problem.DiverException as {@link NodePartitioning} does
     */
    String shown(Node node, Cancellation cancellation);

    /**
     * Keeps the node's host key, if it still has that fingerprint.
     *
     * @throws dev.diver.core.problem.DiverException UNTRUSTED where it shows another one, or where another one of this node
     *     is known
     */
    void accept(Node node, String fingerprint, Cancellation cancellation);

    /** Fingerprints that were accepted for where the node is reached; empty for one that is not known yet. Asks nobody. */
    List<String> known(Node node);

    /**
     * Takes back what was accepted, as {@code ssh-keygen -R} does: the only way to go on after a node's key has changed.
     * Asks nobody.
     *
     * @return fingerprints that were known
     */
    List<String> forget(Node node);
}
