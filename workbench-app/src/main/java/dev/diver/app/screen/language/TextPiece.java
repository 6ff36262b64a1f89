package dev.diver.app.screen.language;

import java.nio.file.Path;

/** A piece of a file's text. */
public record TextPiece(Path file, TextRange range) {}
