package dev.diver.core.catalog.registry;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Leaves a registry that sends a byte now and then, only to keep us. */
final class Pace {
    private final Patience patience;
    private long begun = System.nanoTime();
    private long bytes;

    Pace(Patience patience) {
        this.patience = patience;
    }

    void came(long count) throws IOException {
        bytes += count;
        var took = System.nanoTime() - begun;
        if (took >= patience.window().toNanos()) {
            if (bytes < patience.leastBytes()) {
                throw new IOException(
                        "only " + bytes + " bytes came in " + TimeUnit.NANOSECONDS.toSeconds(took) + " seconds");
            }
            begun = System.nanoTime();
            bytes = 0;
        }
    }
}
