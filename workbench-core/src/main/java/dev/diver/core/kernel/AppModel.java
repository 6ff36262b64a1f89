package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an application and the kernel come together. */
public enum AppModel {
    /** Application objects are linked with the SDK's objects into the image that boots. */
    @JsonProperty("relink")
    RELINK,
    /** The kernel is built from source with the application in it. */
    @JsonProperty("source-tree")
    SOURCE_TREE,
    /** A static ELF in an initial RAM file system. */
    @JsonProperty("initrd-elf")
    INITRD_ELF,
    /** An ELF given as a boot module. */
    @JsonProperty("boot-module")
    BOOT_MODULE,
    /** A file in a file system image. */
    @JsonProperty("fs-image")
    FS_IMAGE,
    /** A Linux program that a proxy on the host side starts. */
    @JsonProperty("host-proxy")
    HOST_PROXY,
    /** The kernel runs no application. */
    @JsonProperty("none")
    NONE
}
