package dev.diver.app.screen.language;

/** A piece of a text that becomes another one. */
public record TextChange(TextRange range, String text) {}
