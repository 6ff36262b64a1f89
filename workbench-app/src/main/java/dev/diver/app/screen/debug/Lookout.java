package dev.diver.app.screen.debug;

import dev.diver.console.debug.DebugSession;
import java.util.concurrent.CompletableFuture;

/** Something that shows a part of a guest that stands still. */
interface Lookout {

    /** Whether anybody could see it. */
    boolean isOpen();

    /**
     * Asks for what it shows. Called on the screen's thread; what is given back shows it, on that thread, together with
     * what all others have found.
     *
     * @return completes always, within seconds, and never exceptionally
     */
    CompletableFuture<Runnable> look(DebugSession session, Focus focus);
}
