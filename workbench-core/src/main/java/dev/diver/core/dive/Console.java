package dev.diver.core.dive;

import java.nio.file.Path;

/** One of a guest's consoles, both ways. Always drained, whether anybody looks or not. Thread-safe. */
public interface Console {

    /** Such as {@code serial}, {@code virtio}, {@code co-kernel}. */
    String name();

    /** Where all it ever said is, raw. */
    Path log();

    /** What the person typed; dropped where the guest has ended. Never blocks. */
    void write(byte[] bytes);

    /**
     * Gives the sink all that was said so far, then each piece as it comes, without gap or overlap. Returns at once
     * while the guest runs, and with everything delivered where it has ended.
     *
     * @return ends it; closing never throws
     */
    Subscription attach(Sink sink);

    /**
     * Gets bytes on a thread that serves this sink alone, one call at a time; may take its time, must not keep the array.
     */
    @FunctionalInterface
    interface Sink {
        void accept(byte[] bytes, int offset, int length);
    }

    /** A handle that is closed when the view goes. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
