package dev.diver.console.debug;

/** Why a guest stands still. */
public sealed interface StopReason {

    /** It was attached to, interrupted, or a step is done. */
    record Asked() implements StopReason {}

    record AtBreakpoint(int number) implements StopReason {}

    /** @param before empty where only the value after is known */
    record Watched(int number, String expression, String before, String after) implements StopReason {}

    /** @param name such as {@code SIGTRAP}; what a stub tells of a crash */
    record Signal(String name, String meaning) implements StopReason {}

    /** The kernel reported that it crashed, or the guest is a dump of one that did. */
    record Crashed() implements StopReason {}
}
