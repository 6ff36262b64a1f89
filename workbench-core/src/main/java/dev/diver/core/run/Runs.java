package dev.diver.core.run;

import dev.diver.core.debug.DebugAccess;
import java.util.List;
import java.util.Optional;

/** The records of all dives, of this process and of others. Thread-safe, and safe between processes. */
public interface Runs {

    /** Latest first. */
    List<RunRecord> list(int limit);

    /** @param prefix an id, or the beginning of one that only one run has; {@code latest} for the latest */
    Optional<RunRecord> find(String prefix);

    /** Writes a record, new or changed. */
    void save(RunRecord run);

    /** Removes record and files. A run that has not ended is refused. */
    void delete(String run);

    /** Ends a running dive, whichever process watches it. */
    void stop(RunRecord run, boolean hard);

    /** Types into the main console of a running dive, whichever process watches it. */
    void type(RunRecord run, byte[] bytes);

    /**
     * Where a debugger reaches a guest that runs, whichever process watches it, or the memory that one which crashed left.
     * Waits for an answer for some seconds at most.
     *
     * @throws dev.diver.core.problem.DiverException where the process that watches it cannot be reached
     */
    DebugAccess debug(RunRecord run);

    /** Marks runs whose watching process is gone as failed and ends what is left of them; returns those. */
    List<RunRecord> reconcile();
}
