package dev.diver.core.syscall;

import java.util.Locale;
import java.util.OptionalLong;

/** Nanoseconds as people read them, three digits or so. */
public final class NanoWords {
    private static final String[] UNITS = {"ns", "us", "ms", "s"};
    private static final double STEP = 1000;
    private static final double TWO_DIGITS = 99.95;

    private NanoWords() {}

    /** Such as {@code 812 ns}, {@code 1.1 us}, {@code 91 us}, {@code 2.4 s}; negative ones too. */
    public static String of(long nanos) {
        var value = (double) nanos;
        var unit = 0;
        while (Math.abs(value) >= STEP - 0.5 && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        var digits = unit == 0 || Math.abs(value) >= TWO_DIGITS ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, digits, value, UNITS[unit]);
    }

    /** As above; a dash where there is none. */
    public static String of(OptionalLong nanos) {
        return nanos.isPresent() ? of(nanos.getAsLong()) : "-";
    }
}
