package dev.diver.console.debug;

/**
 * A value with a name, as it was when it was asked for.
 *
 * @param id what the session knows it by
 * @param name as shown, such as {@code next}, {@code [3]}
 * @param expression by which it can be asked for again
 * @param children how many members or elements it has
 */
public record Variable(
        String id, String name, String expression, String type, String value, int children, boolean argument) {}
