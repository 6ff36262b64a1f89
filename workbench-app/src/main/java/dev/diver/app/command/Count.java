package dev.diver.app.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many, for a {@code --limit}: what is none is a wrong command line, and ends as each of them does. */
final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        try {
            var count = Integer.parseInt(text);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw new TypeConversionException("'" + text + "' is no whole number from 1 to " + Integer.MAX_VALUE);
    }
}
