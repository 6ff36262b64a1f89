package dev.diver.node.bmc;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.BootDevice;
import dev.diver.core.node.NodeCheck;
import dev.diver.core.node.NodeConsole;
import dev.diver.core.node.PowerAction;
import dev.diver.core.node.PowerState;
import java.util.List;

/** One BMC in the protocol it speaks. Nothing here waits for the machine behind it. */
interface ManagementController extends AutoCloseable {

    PowerState power(Cancellation cancellation);

    /** Returns when the BMC has taken the order. */
    void order(PowerAction action, Cancellation cancellation);

    void bootFrom(BootDevice device, boolean once, Cancellation cancellation);

    NodeConsole console(Progress progress, Cancellation cancellation);

    /** What of it works; does not fail. */
    List<NodeCheck.Finding> check(Cancellation cancellation);

    /** Logs out where it was logged in; a console that was opened stays. */
    @Override
    default void close() {}
}
