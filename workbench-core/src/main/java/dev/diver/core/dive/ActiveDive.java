package dev.diver.core.dive;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import dev.diver.core.syscall.SyscallSampler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A dive of this process. Thread-safe. */
public interface ActiveDive {

    String runId();

    DivePlan plan();

    RunState state();

    /** The record as it stands: timeline and outcome fill up as the dive goes on. */
    RunRecord record();

    List<Console> consoles();

    /** Politely first, hard after a few seconds. Returns at once. */
    void stop();

    /** Hard, now. Returns at once. */
    void kill();

    /** What follows the system calls of its program; empty while it is being started, and where its mode has none. */
    default Optional<SyscallSampler> syscalls() {
        return Optional.empty();
    }

    /** Where a debugger reaches its processors; one whose guest is only being started has none yet. */
    default CompletableFuture<DebugAccess> debug() {
        return CompletableFuture.completedFuture(
                new DebugAccess.Unavailable("This dive has no processors that a debugger could look into."));
    }

    /** Calls on each change of state or timeline, from the dive's own thread, once right away. */
    Console.Subscription onChange(Consumer<ActiveDive> listener);

    /** Completes with the final record; never exceptionally. */
    CompletableFuture<RunRecord> ended();
}
