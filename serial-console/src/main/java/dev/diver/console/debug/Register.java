package dev.diver.console.debug;

import java.util.List;

/**
 * @param name such as {@code rip}, {@code cr4}
 * @param value as gdb prints it in hexadecimal, or a vector's words
 * @param bits those that are set, by their names in the processor's manual; empty for a register without
 */
public record Register(Group group, String name, String value, List<Bit> bits) {

    public enum Group {
        GENERAL,
        CONTROL,
        SEGMENT,
        VECTOR,
        OTHER
    }

    /** @param meaning a few words, such as {@code interrupts are enabled} */
    public record Bit(String name, String meaning) {}
}
