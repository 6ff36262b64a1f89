package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a kernel talks. */
public enum ConsoleDevice {
    @JsonProperty("serial")
    SERIAL,
    @JsonProperty("virtio")
    VIRTIO,
    @JsonProperty("vga")
    VGA,
    @JsonProperty("none")
    NONE
}
