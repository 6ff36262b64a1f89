package dev.diver.core.catalog.index;

import dev.diver.core.kernel.KernelReference;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Which shard a package is in: all versions of a name in the same, which packs them best. */
final class Shards {
    /** Of a shard, in bytes to transfer, about: some thousand packages. */
    private static final long USUAL = 512 << 10;

    private Shards() {}

    /**
     * @param bytes of all shards
     * @param before how many there were; each may be split, but none joined
     */
    static int count(long bytes, int before) {
        var count = Math.max(1, before);
        while (count < IndexLimits.SHARDS && bytes / count > USUAL) {
            count *= 2;
        }
        return count;
    }

    static int of(KernelReference reference, int count) {
        var sum = new CRC32();
        sum.update(reference.name().getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() & (count - 1));
    }

    /** What a shard's packages are ordered by. */
    static String key(KernelReference reference) {
        return reference.name() + ":" + reference.tag();
    }
}
