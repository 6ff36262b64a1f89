package dev.diver.app.screen.debug;

import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.DebugThread;
import dev.diver.console.debug.Frame;
import java.util.List;
import java.util.Optional;

/**
 * A guest that stands still.
 *
 * @param stop why, and where it stopped first
 * @param focus which thread and frame is looked at
 * @param frames of that thread
 */
record Sight(DebugState.Stopped stop, Focus focus, Answer<List<DebugThread>> threads, Answer<List<Frame>> frames) {

    /** The frame that is looked at. */
    Optional<Frame> frame() {
        return switch (frames) {
            case Answer.Known<List<Frame>>(var all) ->
                all.stream().filter(frame -> frame.level() == focus.frame()).findFirst();
            case Answer.Unknown<List<Frame>> unknown -> stop.frame().filter(frame -> focus.thread() == stop.thread());
        };
    }

    /** The processor that is looked at. */
    Optional<DebugThread> thread() {
        return threads instanceof Answer.Known<List<DebugThread>>(var all)
                ? all.stream()
                        .filter(thread -> thread.number() == focus.thread())
                        .findFirst()
                : Optional.empty();
    }
}
