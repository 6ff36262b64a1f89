package dev.diver.console.debug;

import java.util.List;
import java.util.OptionalLong;

/**
 * The way through the page tables (Intel SDM, volume 3, section 4.5).
 *
 * @param physical empty where the address is not mapped
 * @param problem why not; empty where it is mapped
 */
public record PageWalk(long address, List<Level> levels, OptionalLong physical, String problem) {

    /**
     * @param name such as {@code PML4}, {@code PDPT}, {@code PD}, {@code PT}
     * @param index of the entry in its table
     * @param entryAddress physical
     * @param bits those that are set, such as {@code P}, {@code RW}, {@code US}, {@code NX}
     */
    public record Level(String name, int index, long entryAddress, long entry, List<String> bits) {}
}
