package dev.diver.console.debug;

/** How far a step goes. */
public enum Step {
    INTO,
    OVER,
    /** Until the function returns. */
    OUT,
    INSTRUCTION_INTO,
    INSTRUCTION_OVER
}
