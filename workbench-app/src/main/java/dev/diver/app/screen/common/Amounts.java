package dev.diver.app.screen.common;

import java.util.Locale;

/** Amounts of bytes as people read them: three digits, not exact. */
public final class Amounts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Amounts() {}

    /** Such as {@code 512 MiB}, {@code 1.5 GiB}. */
    public static String of(long bytes) {
        var unit = 0;
        var amount = (double) bytes;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        var text = amount == Math.rint(amount) || amount >= 100
                ? String.format(Locale.ROOT, "%.0f", amount)
                : String.format(Locale.ROOT, amount >= 10 ? "%.1f" : "%.2f", amount);
        return text + " " + UNITS[unit];
    }
}
