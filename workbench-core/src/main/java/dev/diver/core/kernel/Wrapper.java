package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is done to the image before it boots. */
public enum Wrapper {
    @JsonProperty("none")
    NONE,
    /** Rewritten as a 32-bit ELF file, which QEMU's multiboot loader wants. */
    @JsonProperty("elf32")
    ELF32,
    /** Put on a bootable GRUB ISO, made by grub-mkrescue. */
    @JsonProperty("grub-iso")
    GRUB_ISO,
    /** Gunzipped. */
    @JsonProperty("gunzip")
    GUNZIP
}
