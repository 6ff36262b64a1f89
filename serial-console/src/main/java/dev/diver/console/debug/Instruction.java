package dev.diver.console.debug;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * @param bytes in hexadecimal
 * @param text as an assembler would take it
 * @param offset within the function
 */
public record Instruction(
        long address, String bytes, String text, String function, int offset, Optional<Path> file, OptionalInt line) {}
