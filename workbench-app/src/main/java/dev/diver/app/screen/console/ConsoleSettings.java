package dev.diver.app.screen.console;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How consoles are, kept between starts.
 *
 * @param lines that are kept of those scrolled off, 100 to 1,000,000
 * @param megabytes of memory that they may take in each console, 1 to 1000; then fewer are kept
 * @param fontSize in points, 6 to 48
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConsoleSettings(int lines, int megabytes, double fontSize) {
    static final int LEAST_LINES = 100;
    static final int MOST_LINES = 1_000_000;
    static final int MOST_MEGABYTES = 1000;

    public static final ConsoleSettings FIRST = new ConsoleSettings(10_000, 180, 13);

    public ConsoleSettings {
        // They come out of a file that anybody may have written.
        lines = Math.clamp(lines, LEAST_LINES, MOST_LINES);
        megabytes = Math.clamp(megabytes, 1, MOST_MEGABYTES);
        fontSize = Math.clamp(Double.isFinite(fontSize) ? fontSize : FIRST_SIZE, 6, 48);
    }

    private static final double FIRST_SIZE = 13;

    ConsoleSettings withFontSize(double size) {
        return new ConsoleSettings(lines, megabytes, size);
    }
}
