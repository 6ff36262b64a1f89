package dev.diver.core.dive;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a person types, on its way to a guest: taken at once, and sent by a thread of its own, so that who does not read holds
 * up nobody. Bounded: what is too much for it is dropped. Thread-safe.
 */
public final class Keyboard implements AutoCloseable {
    /** Pieces. */
    private static final int MOST_TYPED = 4096;

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>(MOST_TYPED);
    private volatile boolean closed;

    /** To the guest; may block. */
    @FunctionalInterface
    public interface Line {
        void send(byte[] bytes) throws IOException;
    }

    /**
     * From now on what was typed is sent, on a platform thread: a virtual one must not be blocked in a terminal. Ends where
     * sending fails.
     */
    public void connect(String name, Line line) {
        Thread.ofPlatform().daemon().name("type to " + name).start(() -> send(line));
    }

    private void send(Line line) {
        try {
            while (!closed) {
                var bytes = typed.take();
                if (bytes.length > 0) {
                    line.send(bytes);
                }
            }
        } catch (IOException e) {
            // It has ended: what was typed goes nowhere.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Never blocks. */
    public void type(byte[] bytes) {
        if (bytes.length > 0) {
            typed.offer(bytes.clone());
        }
    }

    /** Ends the thread, once it does not wait for the guest any more. */
    @Override
    public void close() {
        closed = true;
        typed.offer(END);
    }
}
