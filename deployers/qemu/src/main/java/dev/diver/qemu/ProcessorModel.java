package dev.diver.qemu;

/** QEMU's {@code -cpu} where nobody chose one. */
public final class ProcessorModel {
    /**
     * All that the emulator can do but "enhanced REP MOVSB": guests that see it copy byte by byte, and each byte is a
     * step of the emulator. Without it they copy by eight.
     */
    private static final String EMULATED = "max,-erms";

    private ProcessorModel() {}

    /** @param accelerator {@code kvm} or {@code tcg} */
    public static String usual(String accelerator) {
        return accelerator.equals("kvm") ? "host" : EMULATED;
    }
}
