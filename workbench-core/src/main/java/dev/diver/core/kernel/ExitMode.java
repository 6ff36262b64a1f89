package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the guest ends by itself. */
public enum ExitMode {
    /** A write to QEMU's isa-debug-exit device ends the VMM. */
    @JsonProperty("isa-debug-exit")
    ISA_DEBUG_EXIT,
    /** ACPI power-off. */
    @JsonProperty("acpi")
    ACPI,
    /** A reset, which the VMM takes as the end. */
    @JsonProperty("reset")
    RESET,
    /** It never does; a time limit or a person ends it. */
    @JsonProperty("never")
    NEVER
}
