package dev.diver.core.machine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.regex.Pattern;

/**
 * An amount of memory, written with a binary unit: {@code 64KiB}, {@code 128MiB}, {@code 2GiB}; {@code M} and
 * {@code G} are taken as the binary units too, as QEMU does.
 *
 * @param bytes at least 1
 */
public record MemorySize(long bytes) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,9}) ?(B|KiB|MiB|GiB|TiB|K|M|G|T)");

    public MemorySize {
        if (bytes < 1) {
            throw new IllegalArgumentException("memory size must be at least 1 byte: " + bytes);
        }
    }

    @JsonCreator
    public static MemorySize parse(String text) {
        var match = FORM.matcher(text);
        var shift = match.matches() ? Math.max("BKMGT".indexOf(match.group(2).charAt(0)) * 10, 0) : 0;
        if (!match.matches() || Long.parseLong(match.group(1)) > Long.MAX_VALUE >> shift) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + text + "\" is not an amount of memory.",
                    "",
                    "Write a number and a unit, such as 128MiB or 2GiB.");
        }
        return new MemorySize(Long.parseLong(match.group(1)) << shift);
    }

    public static MemorySize mebibytes(long count) {
        return new MemorySize(count << 20);
    }

    /** In the largest unit that divides it. */
    @Override
    @JsonValue
    public String toString() {
        var units = new String[] {"B", "KiB", "MiB", "GiB", "TiB"};
        var unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, units.length - 1);
        return (bytes >> (unit * 10)) + units[unit];
    }
}
