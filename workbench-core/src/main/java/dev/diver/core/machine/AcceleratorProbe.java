package dev.diver.core.machine;

/** Which accelerator virtual machines get on this host: measured once and remembered, not believed. */
public interface AcceleratorProbe {
    /** Measures where that was not done yet on this host, which takes a few seconds; otherwise at once. */
    Verdict verdict();

    /**
     * @param chosen {@code kvm} or {@code tcg}
     * @param measuredMs how long the probe guest took with it
     * @param reason why it is not {@code kvm}, or empty
     */
    record Verdict(String chosen, long measuredMs, String reason) {}
}
