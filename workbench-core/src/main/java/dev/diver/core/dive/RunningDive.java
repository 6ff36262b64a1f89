package dev.diver.core.dive;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A dive that a deployer has started. Thread-safe. */
public interface RunningDive {

    /** At least one, the first is the main one. */
    List<Console> consoles();

    /** Asks the guest to end; returns at once. */
    void stopPolitely();

    /** Ends it whatever it does; returns at once. */
    void stopHard();

    /** The process to look at, where there is one. */
    OptionalLong pid();

    /** Completes once nothing of the dive is left; never exceptionally. */
    CompletableFuture<GuestEnd> ended();
}
