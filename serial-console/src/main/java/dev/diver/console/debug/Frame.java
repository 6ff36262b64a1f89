package dev.diver.console.debug;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One of a thread's calls.
 *
 * @param level 0 for the innermost
 * @param function empty where no symbol covers the address
 * @param file where the source lies here; empty where it was not found
 * @param recordedFile as the compiler wrote it down; empty where there is none
 * @param line from 1
 */
public record Frame(
        int level, long address, String function, Optional<Path> file, String recordedFile, OptionalInt line) {}
