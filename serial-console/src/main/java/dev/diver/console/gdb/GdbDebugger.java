package dev.diver.console.gdb;

import dev.diver.console.debug.DebugSession;
import dev.diver.core.debug.DebugTarget;
import dev.diver.core.process.HostProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Debugs guests with the host's gdb. */
public final class GdbDebugger {
    private final HostProgram programs;

    public GdbDebugger(HostProgram programs) {
        this.programs = programs;
    }

    /**
     * For a person's own terminal: gdb, which brings itself to the target and then listens to that person. Symbols of
     * another build are left out.
     *
     * @param notes gets what the person should know
     * @throws dev.diver.core.problem.DiverException where there is no gdb, or one that is too old
     */
    public List<String> command(DebugTarget target, Consumer<String> notes) {
        var gdb = GdbProgram.require(programs);
        var refused = new ArrayList<String>();
        var symbols = SymbolLoader.usable(target.symbols(), SymbolMismatch.LEAVE_OUT, refused);
        refused.forEach(notes);
        return GdbArguments.of(gdb, target, symbols);
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
