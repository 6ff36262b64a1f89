package dev.diver.qemu;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The serial port between Diver and our init ({@code assets/kernels/linux/channel.c}): over it init is asked for a polite
 * end, and when the program has ended the outputs come back. Thread-safe.
 */
final class GuestChannel implements AutoCloseable {
    private static final byte CANCEL = 0x18;
    private static final byte ACKNOWLEDGE = 0x06;
    private static final long AGAIN_MS = 100;

    private final GuestSocket socket;
    private final OutputStream outputs;
    private final long limit;
    private final CompletableFuture<Void> heard = new CompletableFuture<>();
    private long received;

    /**
     * @param outputs takes what the guest sends back
     * @param limit of that, in bytes; what is more is thrown away
     */
    GuestChannel(Path path, OutputStream outputs, long limit) throws IOException {
        this.outputs = outputs;
        this.limit = limit;
        socket = new GuestSocket(path, this::receive);
    }

    private void receive(byte[] bytes, int offset, int length) throws IOException {
        var from = offset;
        // No name in an archive begins with that character, so an answer is none of the outputs.
        while (received == 0 && from < offset + length && bytes[from] == ACKNOWLEDGE) {
            heard.complete(null);
            from++;
        }
        var count = offset + length - from;
        received += count;
        if (received <= limit) {
            outputs.write(bytes, from, count);
        }
    }

    /** Asks until the guest answers, and says whether it did: one that still boots hears nothing, others never will. */
    boolean askForEnd(long patienceMs) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
        while (System.nanoTime() < end) {
            socket.write(new byte[] {CANCEL});
            try {
                heard.get(AGAIN_MS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException | ExecutionException silent) {
                // Again.
            }
        }
        return false;
    }

    void awaitEnd(long limitMs) throws InterruptedException {
        socket.awaitEnd(limitMs);
    }

    /** The outputs are whole then. */
    @Override
    public void close() throws IOException {
        socket.close();
        outputs.close();
    }
}
