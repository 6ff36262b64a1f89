package dev.diver.core.dive;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.Mode;
import dev.diver.core.option.OptionSchema;
import java.util.List;

/** Plans dives, carries them out, and knows those of this process. */
public interface Dives {

    /** The plan that {@code --explain} shows; starts nothing. */
    DivePlan explain(DiveOrder order, Progress progress, Cancellation cancellation);

    /**
     * Starts a dive and returns when the guest runs; its record exists from the first moment on.
     *
     * @throws dev.diver.core.problem.DiverException UNTRUSTED where the person has not said that this project may run;
     *     otherwise what planning and starting fail with
     */
    ActiveDive dive(DiveOrder order, Progress progress, Cancellation cancellation);

    /** The dives of this process that have not ended. */
    List<ActiveDive> active();

    /**
     * What {@code [dive.MODE]} and {@code --set} take.
     *
     * @throws dev.diver.core.problem.DiverException UNSUPPORTED where there is no deployer for the mode
     */
    OptionSchema options(Mode mode);

    /** The deployers there are, for forms and checks. */
    List<Deployer> deployers();
}
