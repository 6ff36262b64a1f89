package dev.diver.app.screen.debug;

import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.DebugState;
import dev.diver.core.dive.Console;

/** One debugging session of a window, whether it is the one that is shown or not. On the screen's thread. */
final class Ongoing {
    private final Subject subject;
    private final DebugSession session;
    private Console.Subscription events = () -> {};
    private DebugState state = new DebugState.Starting();
    private boolean reached;
    private boolean atStart;
    private boolean over;

    Ongoing(Subject subject, DebugSession session) {
        this.subject = subject;
        this.session = session;
    }

    void follow(Console.Subscription subscription) {
        events = subscription;
    }

    /** It is told nothing any more, and only has to be closed. */
    void leave() {
        over = true;
        events.close();
    }

    void now(DebugState changed) {
        state = changed;
    }

    /** @return whether this is the first time: before its first instruction, or where it was attached to */
    boolean stopped() {
        var first = !reached;
        atStart = first && subject.ours();
        reached = true;
        return first;
    }

    Subject subject() {
        return subject;
    }

    DebugSession session() {
        return session;
    }

    DebugState state() {
        return state;
    }

    /** Whether the guest has stood still once. */
    boolean isReached() {
        return reached;
    }

    /** Whether the guest has not executed anything yet. */
    boolean isAtStart() {
        return atStart;
    }

    /** Whether it has ended, of itself or because it was put away. */
    boolean isOver() {
        return over;
    }
}
