package dev.diver.core.run;

/** Where a dive is in its life. Only ever moves forward, but for a guest that is held and let go again. */
public enum RunState {
    /** The plan is made, files are written. */
    PREPARING,
    /** The guest runs. */
    RUNNING,
    /** The guest stands still: a debugger holds it. */
    HELD,
    /** Its end was asked for. */
    STOPPING,
    /** Nothing of it is left but the record. */
    ENDED
}
