package dev.diver.app.screen.debug;

import dev.diver.console.debug.Instruction;
import java.nio.file.Path;

/** A line of disassembly. */
sealed interface CodeRow {

    /** @param text the line of the source; empty where that cannot be read */
    record Source(Path file, int line, String text) implements CodeRow {}

    record Code(Instruction instruction) implements CodeRow {}
}
