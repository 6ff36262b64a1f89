package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Which times stand beside the lines of a console. */
public enum TimeStamps {
    OFF,
    /** The time of day, to a millisecond. */
    CLOCK,
    /** Since the first line, to a millisecond. */
    SINCE_START;

    /** Characters of the longest one. */
    static final int WIDTH = 12;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final long HOUR = 3_600_000;
    private static final long MOST = 99 * HOUR;

    TimeStamps next() {
        return values()[(ordinal() + 1) % values().length];
    }

    /**
     * @param time in milliseconds since 1970
     * @param start likewise
     */
    String text(long time, long start, ZoneId zone) {
        if (time == Screen.NO_TIME) {
            return "";
        }
        return switch (this) {
            case OFF -> "";
            case CLOCK -> TIME.format(Instant.ofEpochMilli(time).atZone(zone));
            case SINCE_START -> since(Math.clamp(time - start, 0, MOST));
        };
    }

    private static String since(long millis) {
        String seconds = String.format(Locale.ROOT, "%d.%03d", millis % 60_000 / 1000, millis % 1000);
        if (millis < 60_000) {
            return "+" + seconds;
        }
        String padded = seconds.length() < 6 ? "0" + seconds : seconds;
        long minutes = millis / 60_000 % 60;
        return millis < HOUR
                ? "+" + minutes + ":" + padded
                : String.format(Locale.ROOT, "+%d:%02d:%s", millis / HOUR, minutes, padded);
    }
}
