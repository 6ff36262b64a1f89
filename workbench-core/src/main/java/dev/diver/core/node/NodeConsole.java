package dev.diver.core.node;

import dev.diver.core.dive.Console;
import java.util.concurrent.CompletionStage;

/** The serial console of a node, as its BMC carries it. */
public interface NodeConsole extends Console, AutoCloseable {

    /**
     * Done when nothing more comes: normally after {@link #close}, with a {@link
     * dev.diver.core.problem.DiverException} where it cannot be had any more.
     */
    CompletionStage<Void> ended();

    /** Leaves politely, so that the next one finds the console free; waits for that, at most some seconds. */
    @Override
    void close();
}
