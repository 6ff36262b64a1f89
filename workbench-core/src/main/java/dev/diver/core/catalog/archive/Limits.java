package dev.diver.core.catalog.archive;

/**
 * How much an archive may hold.
 *
 * @param entries files and directories
 * @param bytes of all files together, unpacked
 * @param ratio unpacked bytes by packed bytes, looked at beyond the first 16 MiB: text packs up to ~100, a bomb ~1000
 */
public record Limits(int entries, long bytes, int ratio) {
    public static final Limits PACKAGE = new Limits(100_000, 8L << 30, 200);
}
