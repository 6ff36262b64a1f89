package dev.diver.core.catalog.index;

import dev.diver.core.kernel.KernelReference;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether an index may be taken: who signed it, whether it is older than the one before, whether it has expired. */
@FunctionalInterface
public interface IndexJudge {
    /** Takes whatever comes. */
    IndexJudge ANY = head -> {};

    /** @throws dev.diver.core.problem.DiverException where it may not; what was there stays */
    void judge(IndexHead head);

    /**
     * Says of what the index hides, by a reference with a digest, whether it is hidden here too; absent where all of it is.
     * Whoever may write to a registry can bring a line into an index that another signs.
     */
    default Optional<Predicate<KernelReference>> hides() {
        return Optional.empty();
    }
}
