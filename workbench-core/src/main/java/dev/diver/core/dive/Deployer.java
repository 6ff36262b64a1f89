package dev.diver.core.dive;

import dev.diver.core.kernel.Mode;
import dev.diver.core.option.OptionSchema;
import java.util.Optional;

/** One way to run a net. Knows neither the screen nor another deployer; one Maven module each. */
public interface Deployer {

    Mode mode();

    /** The options of {@code [dive.MODE]}. */
    OptionSchema options();

    /**
     * Why none of its guests can stand still at the start for a debugger, with what can be done instead; empty where they
     * can.
     */
    default Optional<String> whyNotStopped() {
        return Optional.empty();
    }

    /**
     * Decides everything and starts nothing; reads files of net and kernel at most.
     *
     * @throws dev.diver.core.problem.DiverException UNSUPPORTED where this net cannot run in this mode, MISSING_TOOL
     *     where the host lacks something, INVALID where an option is wrong
     */
    DivePlan plan(DiveRequest request);

    /**
     * Carries the plan out and returns when the guest is started.
     *
     * @param plan one that this deployer made
     */
    RunningDive start(DivePlan plan, RunFolder folder, DiveEvents events);
}
