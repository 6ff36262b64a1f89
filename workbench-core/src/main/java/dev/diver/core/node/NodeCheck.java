package dev.diver.core.node;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import java.util.List;

/** Finds out what of a node works; each way to reach nodes has one. Thread-safe; blocking; never fails, but tells. */
@FunctionalInterface
public interface NodeCheck {

    /** Nothing where the node has not what is checked. */
    List<Finding> check(Node node, Progress progress, Cancellation cancellation);

    /**
     * @param what was looked at, such as {@code BMC answers}
     * @param message what was found
     * @param remedy what to do where it does not work, or empty
     */
    record Finding(String what, Verdict verdict, String message, String remedy) {}

    /** How it is. */
    enum Verdict {
        WORKS,
        /** It works, and should be otherwise. */
        WARNING,
        FAILS,
        /** What it needs does not work. */
        SKIPPED
    }
}
