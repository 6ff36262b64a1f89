package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the first instruction of a kernel is reached. */
public enum BootProtocol {
    @JsonProperty("linux-bzimage")
    LINUX_BZIMAGE,
    @JsonProperty("multiboot1")
    MULTIBOOT1,
    @JsonProperty("multiboot2")
    MULTIBOOT2,
    @JsonProperty("pvh")
    PVH,
    @JsonProperty("bios-disk")
    BIOS_DISK,
    @JsonProperty("iso")
    ISO,
    /** A tender of its own starts it: solo5-hvt, solo5-spt. */
    @JsonProperty("tender")
    TENDER,
    /** Started beside a running Linux: our co-kernel, McKernel's ihk. */
    @JsonProperty("hosted")
    HOSTED
}
