package dev.diver.core.dive;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.syscall.SyscallSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A dive that a deployer has started. Thread-safe. */
public interface RunningDive {

    /** At least one, the first is the main one. */
    List<Console> consoles();

    /** Asks the guest to end; returns at once. */
    void stopPolitely();

    /** How long the guest may take to end when it was asked to; after that it is ended hard. */
    default Duration patience() {
        return Duration.ofSeconds(3);
    }

    /** Ends it whatever it does; returns at once. */
    void stopHard();

    /** The process to look at, where there is one. */
    OptionalLong pid();

    /**
     * Where the system calls of its program are counted; empty where its mode forwards none. Asked once, when it has been
     * started; who asks closes it, after the dive has ended.
     */
    default Optional<SyscallSource> syscalls() {
        return Optional.empty();
    }

    /** What was really done, where that is not the plan that it was started with; empty where it is. */
    default Optional<DivePlan> carriedOut() {
        return Optional.empty();
    }

    /** Completes when the guest has begun to run, which one that was started stopped does when a debugger lets it go. */
    default CompletableFuture<Void> begun() {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Where a debugger reaches its processors. Opens the stub where that has not been done yet.
     */
    default CompletableFuture<DebugAccess> debug() {
        return CompletableFuture.completedFuture(
                new DebugAccess.Unavailable("This mode has no processors that a debugger could look into."));
    }

    /** Completes once nothing of the dive is left; never exceptionally. */
    CompletableFuture<GuestEnd> ended();
}
