package dev.diver.core.catalog.registry;

import dev.diver.core.catalog.oci.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes and digests what comes, on a thread of its own: the network goes on meanwhile. Fed by one thread; what was given is
 * in the file when {@link #finish} or {@link #close} returns.
 */
final class BlobSink implements AutoCloseable {
    static final int PIECE = 1 << 18;

    private static final int PIECES = 8;

    /** What was written so far goes to the disk now and then, or all of it would at the end, when nothing else is left to do. */
    private static final long UNSAVED = 32L << 20;

    private final FileChannel channel;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("blob").factory());
    private final byte[][] pieces = new byte[PIECES][];
    private final ArrayDeque<Future<?>> pending = new ArrayDeque<>();
    private int at;
    private MessageDigest digest = Digest.sha256();
    private long unsaved;
    /** Seen by its thread alone. */
    private boolean isBroken;

    /** The disk does not take it: asking the registry again would not help. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        Broken(Throwable cause) {
            super(cause);
        }

        IOException disk() {
            return getCause() instanceof IOException io ? io : this;
        }
    }

    BlobSink(FileChannel channel) {
        this.channel = channel;
    }

    /** A piece to fill; the one before was given to {@link #put}. */
    byte[] piece() throws IOException {
        while (pending.size() >= PIECES) {
            await(pending.remove());
        }
        if (pieces[at] == null) {
            pieces[at] = new byte[PIECE];
        }
        return pieces[at];
    }

    /** The piece was filled so far. */
    void put(int count) {
        if (count > 0) {
            var bytes = ByteBuffer.wrap(pieces[at], 0, count);
            at = (at + 1) % PIECES;
            pending.add(thread.submit(() -> {
                write(bytes);
                return null;
            }));
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (isBroken) {
            // What follows belongs behind what could not be written.
            return;
        }
        isBroken = true;
        digest.update(bytes.duplicate());
        unsaved += bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        if (unsaved >= UNSAVED) {
            channel.force(false);
            unsaved = 0;
        }
        isBroken = false;
    }

    /** All that was put. */
    void finish() throws IOException {
        while (!pending.isEmpty()) {
            await(pending.remove());
        }
    }

    private static void await(Future<?> written) throws IOException {
        try {
            written.get();
        } catch (ExecutionException e) {
            throw new Broken(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Begins anew. */
    void restart() throws IOException {
        finish();
        channel.truncate(0);
        channel.position(0);
        digest = Digest.sha256();
    }

    /** Of all that was put; the sink is not used any more. */
    Digest digest() throws IOException {
        finish();
        return Digest.ofSum(digest.digest());
    }

    /** What is in the file already counts as put. */
    void takeUp(ByteBuffer bytes) {
        digest.update(bytes);
    }

    @Override
    public void close() {
        thread.close();
    }
}
