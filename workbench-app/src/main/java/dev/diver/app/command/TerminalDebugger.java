package dev.diver.app.command;

import dev.diver.core.debug.DebugTarget;
import java.util.List;
import java.util.function.Consumer;

/** A debugger that a person uses in the terminal that the command was typed in. */
@FunctionalInterface
public interface TerminalDebugger {

    /**
     * What to run there.
     *
     * @param notes gets what the person should know, such as symbols that were left out
     * @throws dev.diver.core.problem.DiverException where the host has no such debugger
     */
    List<String> command(DebugTarget target, Consumer<String> notes);
}
