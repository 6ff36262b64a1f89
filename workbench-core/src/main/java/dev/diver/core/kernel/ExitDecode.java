package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the guest's exit status is found. */
public enum ExitDecode {
    /** It tells none: a clean end is 0. */
    @JsonProperty("none")
    NONE,
    /** isa-debug-exit ends QEMU with {@code (value << 1) | 1}, so only 7 bits come through. */
    @JsonProperty("shift-1")
    SHIFT_1,
    /** The last byte that the guest wrote to {@code statusPort} (QEMU's isa-debugcon), all 8 bits. */
    @JsonProperty("status-port")
    STATUS_PORT
}
