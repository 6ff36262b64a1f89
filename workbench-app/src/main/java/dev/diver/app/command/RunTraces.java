package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import dev.diver.core.syscall.SyscallFile;
import dev.diver.core.syscall.SyscallTrace;
import java.util.Optional;

/** The traces of runs, from their folders. */
final class RunTraces {
    private RunTraces() {}

    /** Empty where it has none, or one that is damaged: a run can be told of without. */
    static Optional<SyscallTrace> find(RunRecord run) {
        try {
            return SyscallFile.read(run.console().getParent());
        } catch (DiverException damaged) {
            return Optional.empty();
        }
    }

    /** @throws DiverException where it has none, with the reason, or one that is damaged */
    static SyscallTrace require(RunRecord run) {
        return SyscallFile.read(run.console().getParent())
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "The run " + run.run() + " of " + run.net() + " has no trace of system calls.",
                        why(run),
                        "Dive with a co-kernel: diver dive --mode partitioned-vm. diver search --mode partitioned-vm lists"
                                + " kernels that can."));
    }

    private static String why(RunRecord run) {
        return switch (run.mode()) {
            case VM, CLUSTER -> "A co-kernel counts them, and there is none in the mode " + run.mode() + ".";
            case PARTITIONED_VM, PARTITIONED_HARDWARE, DEMO ->
                run.state() == RunState.ENDED
                        ? "It ended before its co-kernel was there."
                                + (run.reason().isEmpty() ? "" : " ") + run.reason()
                        : "It runs, but its co-kernel is not there yet.";
        };
    }
}
