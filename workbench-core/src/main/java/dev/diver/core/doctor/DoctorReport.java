package dev.diver.core.doctor;

import dev.diver.core.catalog.CatalogHealth;
import java.util.List;

/** {@code diver doctor --json} prints this. */
public record DoctorReport(boolean ok, List<Tool> tools, Accelerator accelerator, CatalogHealth catalog) {

    /**
     * @param path where it was found, or empty
     * @param remedy what to do where it is missing, or empty
     */
    public record Tool(String name, String path, String version, boolean ok, String remedy) {}

    /**
     * @param chosen {@code kvm} or {@code tcg}
     * @param measuredMs how long the probe guest took with it
     * @param reason why the other one was not chosen
     */
    public record Accelerator(String chosen, long measuredMs, String reason) {}
}
