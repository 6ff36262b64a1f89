package dev.diver.core.node;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import java.time.Duration;

/**
 * Power, boot device and console of nodes, through their BMCs. Thread-safe; everything blocks for as long as a BMC takes,
 * and fails with UNSUPPORTED where a node has none, INVALID where the BMC refuses user or password, FAILED where it does
 * not answer, NOT_FOUND where its password is not among the secrets.
 */
public interface NodeControl {

    /** What the BMC says now, which may lag behind what is. */
    PowerState power(Node node, Cancellation cancellation);

    /**
     * Does it, and waits until the BMC says that it is done; some say so for a while before it is, and some after.
     *
     * @param limit for the waiting; a soft end takes as long as the operating system does
     */
    void power(Node node, PowerAction action, Duration limit, Progress progress, Cancellation cancellation);

    /** @param once for the next boot only, else until it is changed */
    void bootFrom(Node node, BootDevice device, boolean once, Cancellation cancellation);

    /**
     * Opens the serial console (IPMI serial over LAN). Connects again by itself where the connection is lost.
     *
     * @return the caller closes it
     */
    NodeConsole console(Node node, Progress progress, Cancellation cancellation);
}
