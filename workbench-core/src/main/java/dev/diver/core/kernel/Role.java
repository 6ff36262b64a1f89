package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a file is for; each role is one layer of the package. */
public enum Role {
    /** What boots, or what a boot loader loads first. */
    @JsonProperty("image")
    IMAGE,
    /** Debug symbols of the image, an ELF file. */
    @JsonProperty("symbols")
    SYMBOLS,
    /** Headers, linker script, objects, libraries: what an application is built with. */
    @JsonProperty("sdk")
    SDK,
    /** Files that go along with the image at boot: initrd, boot modules, loaders, a tiny init. */
    @JsonProperty("boot")
    BOOT,
    /** Files that {@code diver new} copies into a project. */
    @JsonProperty("template")
    TEMPLATE,
    /** The publisher's scripts. */
    @JsonProperty("scripts")
    SCRIPTS,
    /** The kernel's sources. */
    @JsonProperty("sources")
    SOURCES
}
