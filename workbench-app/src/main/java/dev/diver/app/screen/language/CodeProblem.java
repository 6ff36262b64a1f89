package dev.diver.app.screen.language;

/** What is wrong with a text as it stands in its editor. */
public record CodeProblem(TextRange range, boolean error, String message) {}
