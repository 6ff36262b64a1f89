package dev.diver.core.node;

import java.util.Locale;

/** Where a machine boots from; the words are those of {@code ipmitool chassis bootdev}. */
public enum BootDevice {
    /** What its firmware is set to. */
    NONE,
    DISK,
    PXE,
    /** The firmware's own setup. */
    BIOS,
    CDROM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
