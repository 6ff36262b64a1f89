package dev.diver.app.screen.partition;

import dev.diver.core.partition.PartitionChecker;

/** What addresses snap to, and how far a key moves a block. Bytes. */
enum Step {
    /** A page of x86-64 (SDM volume 3, section 4.5): as fine as a range can be. */
    PAGE(4L << 10),
    /** What a region has to be a multiple of. */
    REGION(PartitionChecker.REGION_ALIGNMENT),
    /** A page of the largest kind. */
    GIB(1L << 30);

    private final long bytes;

    Step(long bytes) {
        this.bytes = bytes;
    }

    /** By the keys that are held down. */
    static Step of(boolean control, boolean alt) {
        return alt ? PAGE : control ? GIB : REGION;
    }

    long bytes() {
        return bytes;
    }

    /** The nearest multiple, at least 0. */
    long nearest(long address) {
        return Math.max(0, Math.floorDiv(address + bytes / 2, bytes) * bytes);
    }

    static long below(long address, long unit) {
        return address - Math.floorMod(address, unit);
    }

    static long above(long address, long unit) {
        return below(address + unit - 1, unit);
    }
}
