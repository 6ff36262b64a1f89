package dev.diver.core.run;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a dive ended. */
public enum Outcome {
    /** By itself, with whatever status. */
    EXITED("exited"),
    /** Because a person asked for it. */
    STOPPED("stopped"),
    /** The guest failed: it said so, or its processor could not go on. */
    CRASHED("crashed"),
    /** Its time was up. */
    TIMED_OUT("timed-out"),
    /** Diver or the VMM failed, not the guest. */
    FAILED("failed");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
