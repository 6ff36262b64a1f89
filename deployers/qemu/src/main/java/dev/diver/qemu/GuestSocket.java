package dev.diver.qemu;

import dev.diver.core.dive.Keyboard;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A UNIX socket that QEMU connects to when it starts, so that nothing the guest says is lost. What comes is drained by a
 * thread of its own for as long as the guest lives: a socket that nobody reads stops the guest.
 */
public final class GuestSocket implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final Path path;
    private final Receiver receiver;
    private final ServerSocketChannel server;
    private final Keyboard keyboard = new Keyboard();
    private final Thread drain;
    private volatile SocketChannel channel;

    /** Gets what the guest sends; must not keep the array. */
    public interface Receiver {
        void accept(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Listens at once. */
    GuestSocket(Path path, Receiver receiver) throws IOException {
        this.path = path;
        this.receiver = receiver;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        drain = Thread.ofPlatform().daemon().name("drain " + path.getFileName()).start(this::serve);
    }

    private void serve() {
        try (var accepted = server.accept()) {
            channel = accepted;
            keyboard.connect(path.getFileName().toString(), bytes -> send(accepted, bytes));
            var buffer = ByteBuffer.allocate(PIECE);
            while (accepted.read(buffer) >= 0) {
                receive(buffer);
                buffer.clear();
            }
        } catch (IOException ended) {
            // The guest is gone, or never came.
        } finally {
            keyboard.close();
        }
    }

    private void receive(ByteBuffer buffer) {
        try {
            receiver.accept(buffer.array(), 0, buffer.position());
        } catch (IOException e) {
            // Where it cannot be kept (a full disk), the guest still must not stop.
        }
    }

    private static void send(SocketChannel channel, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Never blocks; dropped where the guest takes nothing for long. */
    void write(byte[] bytes) {
        keyboard.type(bytes);
    }

    /**
     * Waits until all that the guest had sent is received; called when QEMU is gone. Connects itself: where QEMU never
     * did, this ends the waiting for it, and where QEMU was quicker than the accepting thread, QEMU's comes first.
     */
    void awaitEnd(long limitMs) throws InterruptedException {
        try (var last = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            last.shutdownOutput();
        } catch (IOException e) {
            // Closed already.
        }
        drain.join(limitMs);
    }

    @Override
    public void close() {
        try (server) {
            var accepted = channel;
            if (accepted != null) {
                accepted.close();
            }
        } catch (IOException e) {
            // Nothing of it is used any more.
        }
    }
}
