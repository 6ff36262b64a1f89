package dev.diver.app.screen.common;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Amounts and moments as people read them. */
public final class Words {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OTHER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Words() {}

    /** Such as {@code 12 ms}, {@code 1.4 s}, {@code 3 min 20 s}. */
    public static String millis(long millis) {
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        var duration = Duration.ofMillis(millis);
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    /** The time alone where it is of today. */
    public static String moment(Instant moment, Instant now) {
        var zone = ZoneId.systemDefault();
        var local = moment.atZone(zone);
        return local.toLocalDate().equals(now.atZone(zone).toLocalDate()) ? TODAY.format(local) : OTHER.format(local);
    }

    /** At most so many characters, the last of them an ellipsis where something was cut. */
    public static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "\u2026";
    }

    /** A program and its arguments as a person would type them: quoted where a shell would take them apart. */
    public static String command(List<String> words) {
        return words.stream()
                .map(word -> word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Such as {@code 1 kernel}, {@code 3 kernels}. */
    public static String count(long count, String one) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ') + " " + one + (count == 1 ? "" : "s");
    }
}
