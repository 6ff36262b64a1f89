package dev.diver.console.gdb;

import dev.diver.console.debug.DebugSession;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.process.HostProgram;
import java.nio.file.Path;

/** Debugs guests with the host's gdb. */
public final class GdbDebugger {
    private final HostProgram programs;

    public GdbDebugger(HostProgram programs) {
        this.programs = programs;
    }

    /**
     * Returns at once; what hinders it is the reason why the session has ended.
     *
     * @param log where all that gdb's own terminal shows is kept
     */
    public DebugSession start(DebugTarget target, Path log, SymbolMismatch mismatch) {
        var session = new GdbSession(target, log);
        session.begin(programs, mismatch);
        return session;
    }
}
