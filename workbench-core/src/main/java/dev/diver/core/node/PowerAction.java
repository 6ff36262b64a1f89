package dev.diver.core.node;

import java.util.Locale;

/** What can be asked of a machine's power; the words are those of {@code ipmitool chassis power}. */
public enum PowerAction {
    ON(PowerState.ON, false),
    /** At once, as if the plug was pulled. */
    OFF(PowerState.OFF, true),
    /** Off at once, and on again. */
    CYCLE(PowerState.ON, true),
    /** Asks the operating system, over ACPI, to shut down. */
    SOFT(PowerState.OFF, true);

    private final PowerState target;
    private final boolean destructive;

    PowerAction(PowerState target, boolean destructive) {
        this.target = target;
        this.destructive = destructive;
    }

    /** What the power is when it is done. */
    public PowerState target() {
        return target;
    }

    /** Whether what runs there ends. */
    public boolean isDestructive() {
        return destructive;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
