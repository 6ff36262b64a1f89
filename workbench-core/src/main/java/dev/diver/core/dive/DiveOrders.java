package dev.diver.core.dive;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.run.ControlServer;
import java.util.concurrent.CompletableFuture;

/** What other processes order of a dive. */
record DiveOrders(ActiveDive dive) implements ControlServer.Orders {
    @Override
    public void stop() {
        dive.stop();
    }

    @Override
    public void kill() {
        dive.kill();
    }

    @Override
    public void type(byte[] bytes) {
        dive.consoles().stream().findFirst().ifPresent(console -> console.write(bytes));
    }

    @Override
    public CompletableFuture<DebugAccess> debug() {
        return dive.debug();
    }
}
