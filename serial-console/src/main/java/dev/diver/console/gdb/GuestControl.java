package dev.diver.console.gdb;

import dev.diver.console.debug.Step;
import dev.diver.console.debug.StopReason;
import dev.diver.core.problem.DiverException;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Lets the guest go and stops it. From the session's worker only. */
final class GuestControl {
    private static final Duration LIMIT = Duration.ofSeconds(6);

    private final Gdb gdb;
    private final Execution execution;
    private final Selection selection;
    private final boolean isAlive;
    private final Runnable dead;

    /**
     * @param isAlive whether it can run: what a dump shows cannot
     * @param dead called when the guest does not obey any more
     */
    GuestControl(Gdb gdb, Execution execution, Selection selection, boolean isAlive, Runnable dead) {
        this.isAlive = isAlive;
        this.gdb = gdb;
        this.execution = execution;
        this.selection = selection;
        this.dead = dead;
    }

    /** What a dump cannot. */
    void requireAlive() {
        requireStopped();
        if (!isAlive) {
            throw Gdb.refused(
                    "The guest has ended.", "This is what was left of it, which can be looked at only", "Dive again.");
        }
    }

    void requireStopped() {
        if (!execution.isStopped()) {
            throw Gdb.refused(
                    execution.isRunning() ? "The guest runs." : "The guest cannot be asked.",
                    execution.isRunning()
                            ? "Its registers, memory and variables can be read only while it stands still"
                            : "The debugger is not at it",
                    execution.isRunning() ? "Pause it first." : "Start debugging anew.");
        }
    }

    void resume() throws InterruptedException {
        requireAlive();
        run("The guest could not go on.", "-exec-continue");
    }

    private void run(String what, String command) throws InterruptedException {
        var before = execution.runs();
        gdb.ask(what, command);
        if (!execution.awaitRun(before, LIMIT)) {
            dead.run();
        }
    }

    void step(Step kind) throws InterruptedException {
        requireAlive();
        var thread = " --thread " + selection.thread();
        try {
            run("The step could not be made.", command(kind) + thread + frame(kind));
        } catch (DiverException e) {
            // Where there are no line numbers, an instruction is what a step can be.
            if (!e.getMessage().contains("Cannot find bounds of current function")) {
                throw e;
            }
            run(
                    "The step could not be made.",
                    command(kind == Step.INTO ? Step.INSTRUCTION_INTO : Step.INSTRUCTION_OVER) + thread);
        }
    }

    private String frame(Step kind) {
        return kind == Step.OUT ? " --frame " + selection.frame() : "";
    }

    private static String command(Step kind) {
        return switch (kind) {
            case INTO -> "-exec-step";
            case OVER -> "-exec-next";
            case OUT -> "-exec-finish";
            case INSTRUCTION_INTO -> "-exec-step-instruction";
            case INSTRUCTION_OVER -> "-exec-next-instruction";
        };
    }

    /** Nothing happens where it stands still already. */
    void interrupt() throws InterruptedException {
        if (execution.isRunning()) {
            gdb.ask("The guest could not be stopped.", "-exec-interrupt");
            if (!execution.awaitStop(LIMIT)) {
                dead.run();
            }
        }
    }

    void whileStopped(Runnable action) throws Exception {
        whileStopped(() -> {
            action.run();
            return null;
        });
    }

    /** Stops a guest that runs for as long as it takes; views do not see it. */
    <T> T whileStopped(Callable<T> action) throws Exception {
        if (!execution.isRunning()) {
            requireAlive();
            return action.call();
        }
        execution.hide();
        try {
            interrupt();
            return action.call();
        } finally {
            // Where something else stopped it just then, it stays there.
            if (execution
                    .stopped()
                    .filter(stop -> stop.reason() instanceof StopReason.Asked)
                    .isPresent()) {
                resume();
            }
            execution.unhide();
        }
    }
}
