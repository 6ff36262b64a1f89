package dev.diver.app.screen.language;

/** What a name stands for. */
public enum CodeKind {
    FUNCTION,
    VARIABLE,
    TYPE,
    FIELD,
    CONSTANT,
    MACRO,
    KEYWORD,
    FILE,
    OTHER
}
