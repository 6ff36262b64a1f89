package dev.diver.console.debug;

import java.nio.file.Path;

/** A place in the code. */
public sealed interface CodePlace {

    /** @param number from 1 */
    record Line(Path file, int number) implements CodePlace {}

    record Function(String name) implements CodePlace {}

    record Address(long address) implements CodePlace {}
}
