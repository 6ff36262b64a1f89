package dev.diver.core.run;

/** Where a dive is in its life. Only ever moves forward. */
public enum RunState {
    /** The plan is made, files are written. */
    PREPARING,
    /** The guest runs. */
    RUNNING,
    /** Its end was asked for. */
    STOPPING,
    /** Nothing of it is left but the record. */
    ENDED
}
