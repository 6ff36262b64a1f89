package dev.diver.core.build;

import java.nio.file.Path;

/**
 * What a compiler or linker says of a place.
 *
 * @param file absolute
 * @param line from 1, or 0 where it is not known
 * @param column from 1, or 0 where it is not known
 */
public record Diagnostic(Severity severity, Path file, int line, int column, String message) {
    /** In the compiler's words. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }
}
