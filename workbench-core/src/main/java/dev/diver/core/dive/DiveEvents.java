package dev.diver.core.dive;

/** What a deployer tells while it starts and runs a dive. Called from its threads; must return quickly. */
public interface DiveEvents {

    /** All files are written, the guest's process is about to start. */
    void prepared();

    /** The guest's process runs. */
    void spawned();

    /** The guest's first byte on any console. */
    void firstOutput();

    /** A debugger has stopped the guest, or let it go. */
    default void held(boolean isHeld) {}
}
