package dev.diver.core.node;

/** What a BMC says of its machine's power; what Redfish calls {@code PowerState} (DMTF DSP0268, Resource). */
public enum PowerState {
    ON,
    OFF,
    POWERING_ON,
    POWERING_OFF,
    UNKNOWN;

    /** As the command prints it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
