package dev.diver.core.catalog.index;

/** What an index may be at most; one that is more is refused, whoever wrote it. */
final class IndexLimits {
    static final int SHARDS = 1024;
    static final int DELTAS = 256;

    /** Of a shard or a delta, as it is transferred. */
    static final long COMPRESSED = 128L << 20;

    /** Of a shard or a delta, unpacked. */
    static final long UNPACKED = 1L << 30;

    static final int LINE = 16 << 10;
    static final int SHARD_LINES = 100_000;
    static final int DELTA_LINES = 1_000_000;

    /** Of all deltas that are applied at once: of these a client of some million packages has to know the places. */
    static final int CHANGES = 1_000_000;

    /** Whose places are kept at the same time: some ten megabytes. */
    static final int CHANGES_AT_ONCE = 100_000;

    private IndexLimits() {}
}
