package dev.diver.qemu;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.util.List;
import java.util.Locale;

/** Whether a guest that crashes leaves its memory for a debugger. */
public enum KeepMemory {
    /** Where it has no more than {@link #USUAL}. */
    AUTO,
    ALWAYS,
    NEVER;

    private static final MemorySize USUAL = MemorySize.mebibytes(256);
    private static final String KEY = "keep-memory";

    /** @param group of the mode's form */
    public static Option option(String group) {
        return new Option(
                KEY,
                group,
                new Type.Choice(List.of("auto", "always", "never")),
                "auto",
                "Whether a guest that crashes leaves its memory for a debugger; auto does up to " + USUAL + ".");
    }

    /** @param values checked by a schema with {@link #option} */
    public static KeepMemory of(com.fasterxml.jackson.databind.node.ObjectNode values) {
        return valueOf(values.path(KEY).asText("auto").toUpperCase(Locale.ROOT));
    }

    public boolean of(MemorySize memory) {
        return switch (this) {
            case AUTO -> memory.bytes() <= USUAL.bytes();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }
}
