package dev.diver.console.debug;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One that is set.
 *
 * @param what as a person would say it: {@code main.c:12}, {@code forward}, {@code counter}
 * @param kind as gdb names it, such as {@code hw breakpoint}
 * @param file where it lies here, when that is known
 * @param hits how often it stopped the guest
 */
public record Breakpoint(
        int number,
        String kind,
        String what,
        Optional<Path> file,
        OptionalInt line,
        OptionalLong address,
        String function,
        String condition,
        boolean enabled,
        int hits) {}
