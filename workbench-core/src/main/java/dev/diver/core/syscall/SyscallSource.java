package dev.diver.core.syscall;

import java.util.Optional;

/**
 * Where the statistics of a running dive are read. A deployer gives one for each dive that has them; {@link
 * SyscallSampler} alone reads it, from one thread, and once more after the guest has ended: what it reads from must stay
 * until it is closed.
 */
public interface SyscallSource extends AutoCloseable {

    /**
     * All that was counted from the dive's begin up to now; empty as long as there is nothing to read yet. Returns
     * quickly.
     *
     * @throws dev.diver.core.problem.DiverException where what is there cannot be understood; it is not asked again
     */
    Optional<SyscallStatistics> read();

    /** Lets go of what it reads from; called once. */
    @Override
    default void close() {}
}
