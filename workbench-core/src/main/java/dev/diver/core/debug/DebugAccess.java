package dev.diver.core.debug;

/** Whether a debugger can look into a guest. */
public sealed interface DebugAccess {

    /** It can. */
    record Available(DebugTarget target) implements DebugAccess {}

    /**
     * It cannot.
     *
     * @param why a sentence for the person, with what can be done instead where there is something
     */
    record Unavailable(String why) implements DebugAccess {}
}
