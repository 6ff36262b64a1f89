package dev.diver.app.command;

import dev.diver.core.debug.DebugTarget;
import java.util.List;
import java.util.function.Consumer;

/** For commands that do not debug. */
final class NoDebugger implements TerminalDebugger {

    @Override
    public List<String> command(DebugTarget target, Consumer<String> notes) {
        throw new AssertionError("nobody debugs here");
    }
}
