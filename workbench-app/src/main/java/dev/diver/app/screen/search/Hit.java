package dev.diver.app.screen.search;

import java.nio.file.Path;

/**
 * A place where something was found.
 *
 * @param line from 0
 * @param from the first character in that line, from 0
 * @param to the first that does not belong to it
 * @param text the line, cut where it is long
 */
public record Hit(Path file, int line, int from, int to, String text) {
    private static final int LONGEST = 400;

    /** Whether that line is still as it was found. */
    public boolean isIn(String line) {
        return of(file, this.line, from, to, line).text().equals(text);
    }

    public static Hit of(Path file, int line, int from, int to, String whole) {
        return new Hit(
                file, line, from, to, whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "\u2026");
    }
}
