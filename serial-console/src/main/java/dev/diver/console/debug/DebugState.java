package dev.diver.console.debug;

import java.util.Optional;

/** How a session stands. */
public sealed interface DebugState {

    /** gdb starts, reads symbols, attaches. */
    record Starting() implements DebugState {}

    record Running() implements DebugState {}

    /**
     * @param thread that stopped
     * @param frame where, when that is known
     */
    record Stopped(StopReason reason, int thread, Optional<Frame> frame) implements DebugState {}

    /** @param why a sentence; empty where the person ended it */
    record Ended(String why) implements DebugState {}
}
