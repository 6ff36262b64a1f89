package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How arguments reach the application. */
public enum ArgumentChannel {
    @JsonProperty("append")
    APPEND,
    @JsonProperty("append-with-argv0")
    APPEND_WITH_ARGV0,
    @JsonProperty("kernel-param")
    KERNEL_PARAM,
    @JsonProperty("bootloader-cfg")
    BOOTLOADER_CFG,
    @JsonProperty("module-cmdline")
    MODULE_CMDLINE,
    @JsonProperty("disk-offset")
    DISK_OFFSET,
    @JsonProperty("fs-manifest")
    FS_MANIFEST,
    @JsonProperty("tender-argv")
    TENDER_ARGV,
    @JsonProperty("none")
    NONE
}
