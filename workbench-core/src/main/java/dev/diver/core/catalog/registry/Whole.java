package dev.diver.core.catalog.registry;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.job.Progress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** How far several downloads are together, in bytes. Thread-safe. */
public final class Whole {
    private final String message;
    private final Progress progress;
    private final Map<Descriptor, Long> done = new ConcurrentHashMap<>();
    private final long total;

    public Whole(String message, List<Descriptor> parts, Progress progress) {
        this.message = message;
        this.progress = progress;
        total = parts.stream().mapToLong(Descriptor::size).sum();
    }

    /** Gets how many bytes of a part there are. */
    public LongConsumer part(Descriptor part) {
        return count -> {
            done.put(part, count);
            progress.report(
                    message, done.values().stream().mapToLong(Long::longValue).sum(), total);
        };
    }
}
