package dev.diver.app.command;

import dev.diver.core.debug.DebugTarget;
import java.util.List;
import java.util.function.Consumer;

/** A debugger that a person uses in the terminal that the command was typed in. */
public interface TerminalDebugger {

    /**
     * Before anything is started for it.
     *
     * @throws dev.diver.core.problem.DiverException where the host has no such debugger
     */
    void require();

    /**
     * What to run there.
     *
     * @param notes gets what the person should know, such as symbols that were left out
     */
    List<String> command(DebugTarget target, Consumer<String> notes);
}
