package dev.diver.app.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** What the person types, for a guest. */
final class StandardInput {
    private StandardInput() {}

    /**
     * Gives all that comes to the guest, until it ends or the guest takes no more. On a platform thread that is a daemon:
     * a read of a terminal cannot be cancelled, and must not keep the process.
     */
    static void forward(Consumer<byte[]> guest) {
        Thread.ofPlatform().daemon().name("standard input").start(() -> {
            var buffer = new byte[4096];
            try {
                for (int count; (count = System.in.read(buffer)) > 0; ) {
                    guest.accept(Arrays.copyOf(buffer, count));
                }
            } catch (IOException | RuntimeException ended) {
                // Nobody types any more, or the dive is over; what else runs goes on.
            }
        });
    }
}
