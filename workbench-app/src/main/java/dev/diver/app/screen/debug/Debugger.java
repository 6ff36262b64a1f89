package dev.diver.app.screen.debug;

import dev.diver.console.debug.DebugSession;
import dev.diver.core.debug.DebugTarget;
import java.nio.file.Path;

/** Starts a debugger at a guest or at what a run has left. */
@FunctionalInterface
public interface Debugger {

    /**
     * Called in the background; may wait until the debugger's process is there, and no longer.
     *
     * @param log where all that the debugger's own terminal shows is kept
     * @throws dev.diver.core.problem.DiverException MISSING_TOOL where there is no debugger, otherwise why it does not start
     */
    DebugSession open(DebugTarget target, Path log);
}
