package dev.diver.console.terminal;

/** In which units a selection grows. */
public enum Granularity {
    CELL,
    WORD,
    LINE
}
