package dev.diver.app.screen.debug;

import dev.diver.console.debug.DebugSession;
import dev.diver.core.debug.DebugTarget;

/** Starts a debugger at a guest or at what a run has left. */
@FunctionalInterface
public interface Debugger {

    /**
     * Called in the background; may wait until the debugger's process is there, and no longer.
     *
     * @throws dev.diver.core.problem.DiverException MISSING_TOOL where there is no debugger, otherwise why it does not start
     */
    DebugSession open(DebugTarget target);
}
