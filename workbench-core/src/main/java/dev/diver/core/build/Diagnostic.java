package dev.diver.core.build;

import java.nio.file.Path;

/**
 * What a compiler or linker says of a place.
 *
 * @param file absolute
 * @param line from 1, or 0 where it is not known
 * @param column from 1, or 0 where it is not known; a tab counts up to the next multiple of eight, as gcc has it
 *     ("-fdiagnostics-column-unit=display")
 */
public record Diagnostic(Severity severity, Path file, int line, int column, String message) {
    /** In the compiler's words. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    /**
     * Where a column is in its line, in characters from 0; the end where the line is shorter.
     *
     * @param column as compilers count, see above
     */
    public static int offset(String line, int column) {
        var at = 1;
        for (var offset = 0; offset < line.length(); offset++) {
            if (at >= column) {
                return offset;
            }
            at = next(at, line.charAt(offset));
        }
        return line.length();
    }

    /** The opposite of {@link #offset}: the column of that character. */
    public static int column(String line, int offset) {
        var at = 1;
        for (var before = 0; before < Math.min(offset, line.length()); before++) {
            at = next(at, line.charAt(before));
        }
        return at;
    }

    private static int next(int column, char passed) {
        return passed == '\t' ? (column - 1) / 8 * 8 + 9 : column + 1;
    }
}
