package dev.diver.core.catalog.index;

/** Whether an index may be taken: who signed it, whether it is older than the one before, whether it has expired. */
@FunctionalInterface
public interface IndexJudge {
    /** Takes whatever comes. */
    IndexJudge ANY = head -> {};

    /** @throws dev.diver.core.problem.DiverException where it may not; what was there stays */
    void judge(IndexHead head);
}
