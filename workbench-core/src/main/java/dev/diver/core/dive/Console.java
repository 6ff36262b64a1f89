package dev.diver.core.dive;

import java.nio.file.Path;
import java.util.Set;

/** One of a guest's consoles, both ways. Always drained, whether anybody looks or not. Thread-safe. */
public interface Console {

    /** Such as {@code serial}, {@code virtio}, {@code co-kernel}. */
    String name();

    /** Where all it ever said is, raw. */
    Path log();

    /** What the person typed; dropped where the guest has ended. Never blocks. */
    void write(byte[] bytes);

    /** What can be done to it that is no byte; empty for most. */
    default Set<Signal> signals() {
        return Set.of();
    }

    /** Sends one of {@link #signals}; nothing where the guest has ended or cannot get it. Never blocks. */
    default void signal(Signal signal) {}

    /** Tells a program behind it how large its screen is, in characters; most guests cannot be told. Never blocks. */
    default void resize(int columns, int rows) {}

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

        /**
         * What is accepted from now on came then. Called before that, where it is known.
         *
         * @param time in milliseconds since 1970
         */
        default void cameAt(long time) {}
    }

    /** What a line or a keyboard can carry beside characters. */
    enum Signal {
        /** The line is held low for longer than a character: what Linux takes for the magic SysRq key. */
        BREAK,
        /** The three keys at once, on the keyboard of the machine. */
        CTRL_ALT_DELETE
    }

    /** A handle that is closed when the view goes. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
