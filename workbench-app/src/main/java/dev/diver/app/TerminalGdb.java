package dev.diver.app;

import dev.diver.app.command.TerminalDebugger;
import dev.diver.console.gdb.GdbDebugger;
import dev.diver.core.debug.DebugTarget;
import java.util.List;
import java.util.function.Consumer;

/** gdb as what {@code diver debug} runs. */
record TerminalGdb(GdbDebugger gdb) implements TerminalDebugger {

    @Override
    public void require() {
        gdb.require();
    }

    @Override
    public List<String> command(DebugTarget target, Consumer<String> notes) {
        return gdb.command(target, notes);
    }
}
