package dev.diver.app.screen.search;

import java.nio.file.Path;

/** Goes to a place of a file. */
@FunctionalInterface
public interface Opener {

    /** @param line from 0 @param character in it, from 0 */
    void open(Path file, int line, int character);
}
