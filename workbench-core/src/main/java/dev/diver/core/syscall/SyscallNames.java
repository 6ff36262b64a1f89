package dev.diver.core.syscall;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** The system calls of Linux on x86-64 by number and by name. */
public final class SyscallNames {
    private static final String UNKNOWN = "syscall_";
    private static final Map<Integer, String> NAMES = read();
    private static final Map<String, Integer> NUMBERS = inverse();

    private SyscallNames() {}

    /** Such as {@code read}; {@code syscall_500} for a number that has no name. */
    public static String of(int number) {
        return NAMES.getOrDefault(number, UNKNOWN + number);
    }

    /** The inverse of {@link #of}; empty for any other word. */
    public static OptionalInt number(String name) {
        if (NUMBERS.containsKey(name)) {
            return OptionalInt.of(NUMBERS.get(name));
        }
        return name.matches(UNKNOWN + "(0|[1-9][0-9]{0,3})")
                ? OptionalInt.of(Integer.parseInt(name.substring(UNKNOWN.length())))
                : OptionalInt.empty();
    }

    static Map<Integer, String> all() {
        return NAMES;
    }

    private static Map<Integer, String> read() {
        var names = new HashMap<Integer, String>();
        var resource = Objects.requireNonNull(SyscallNames.class.getResourceAsStream("x86-64.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                var words = line.split(" ");
                names.put(Integer.parseInt(words[0]), words[1]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(names);
    }

    private static Map<String, Integer> inverse() {
        var numbers = new HashMap<String, Integer>();
        NAMES.forEach((number, name) -> numbers.put(name, number));
        return Map.copyOf(numbers);
    }
}
