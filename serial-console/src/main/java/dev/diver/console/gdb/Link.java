package dev.diver.console.gdb;

import dev.diver.core.debug.DebugTarget;
import dev.diver.core.debug.DebugTarget.Source;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.time.Duration;
import java.util.List;

/** Brings gdb to the target and away from it. From the session's worker only. */
final class Link {
    /** Large kernels have hundreds of megabytes of symbols. */
    private static final Duration SYMBOLS = Duration.ofMinutes(3);

    /** Longer than a session before may take to leave the stub. */
    private static final Duration ATTACHING = Duration.ofSeconds(10);

    private static final Duration LEAVING = Duration.ofSeconds(3);

    private final Gdb gdb;
    private final DebugTarget target;
    private boolean startedStopped;

    Link(Gdb gdb, DebugTarget target) {
        this.gdb = gdb;
        this.target = target;
    }

    /** @param notes gets what a person should know of these symbols */
    void load(List<SymbolFile> symbols, List<String> notes) {
        // Before there is a target; without it gdb would not listen while the guest runs.
        gdb.ask("gdb is not as it should be.", "-gdb-set mi-async on");
        for (var command : GdbArguments.preparations(target)) {
            gdb.type("gdb could not be prepared.", command, Gdb.LIMIT);
        }
        for (var file : symbols) {
            var said = gdb.type(
                    "The symbols of " + file.of() + " could not be read.",
                    GdbArguments.load(file, file == symbols.getFirst()),
                    SYMBOLS);
            if (said.toLowerCase(java.util.Locale.ROOT).contains("no debugging symbols found")) {
                notes.add(file.of() + " has no debugging information: there are addresses, names where it has some, but"
                        + " no lines and no variables. Build it with -g.");
            }
        }
    }

    void attach() {
        switch (target.source()) {
            case Source.Stub stub -> {
                try {
                    gdb.ask(
                            "The guest cannot be debugged.",
                            MiConnection.typed(GdbArguments.attach(stub)),
                            ATTACHING,
                            "The guest's stub at " + stub.socket() + " does not answer. Another debugger may be at this"
                                    + " guest, and a stub takes one at a time: close that one, and start anew.");
                } catch (DiverException e) {
                    throw new DiverException(
                            new Problem(
                                    Problem.Kind.FAILED,
                                    e.problem().what(),
                                    "Its stub at " + stub.socket() + " cannot be used: "
                                            + e.problem().why(),
                                    "See whether the guest still runs."),
                            e);
                }
                startedStopped =
                        gdb.tryToAsk(MiConnection.typed("monitor info status")).isPresent()
                                && gdb.said().contains("(prelaunch)");
            }
            case Source.Dump dump -> gdb.type("The dump cannot be opened.", GdbArguments.attach(dump), SYMBOLS);
        }
    }

    boolean isDump() {
        return target.source() instanceof Source.Dump;
    }

    /** @param wentOn whether the guest has run since */
    boolean mustStayStopped(boolean wentOn) {
        return startedStopped && !wentOn;
    }

    /** The guest goes on; then gdb ends. */
    void leave() {
        if (target.source() instanceof Source.Stub) {
            gdb.tryToAsk("-target-detach", LEAVING);
        }
        gdb.tryToAsk("-gdb-exit", LEAVING);
    }
}
