package dev.diver.console.terminal;

/** What of the mouse a program wants to hear of. */
public enum MouseTracking {
    /** Nothing: the mouse is the person's. */
    NONE,
    /** Presses only, as of an X10 (mode 9). */
    PRESSES,
    /** Presses, releases and the wheel (mode 1000). */
    CLICKS,
    /** Motion with a button held too (mode 1002). */
    DRAGS,
    /** All motion (mode 1003). */
    MOTION
}
