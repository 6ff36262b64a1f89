package dev.diver.node.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A UNIX socket on this host that leads through SSH to a stub which the node reaches, by TCP (RFC 4254, section 7.2) or at
 * a UNIX socket of its own. A socket and not a port here: nobody else on this host can connect. One client at a time, as stubs have it. Thread-safe.
 */
public final class StubForward implements AutoCloseable {
    private static final long AGAIN_NS = 50_000_000;
    private static final int PIECE = 1 << 14;

    private final ServerSocketChannel server;
    private final Path socket;
    private final Far far;

    /** Opens a connection of its own to the far side for each client. */
    @FunctionalInterface
    interface Far {
        Tunnel open() throws IOException;
    }

    /** Both directions of a connection to the far side. */
    interface Tunnel extends AutoCloseable {
        InputStream in();

        OutputStream out();

        @Override
        void close();
    }

    StubForward(Path socket, Far far) throws IOException {
        this.socket = socket;
        this.far = far;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().name("stub").start(this::serve);
    }

    private void serve() {
        while (server.isOpen()) {
            try (var client = server.accept()) {
                serve(client);
            } catch (ClosedChannelException ended) {
                return;
            } catch (IOException e) {
                // The far side does not answer: the client sees its connection end.
                LockSupport.parkNanos(AGAIN_NS);
            }
        }
    }

    private void serve(SocketChannel client) throws IOException {
        try (var tunnel = far.open()) {
            var back = Thread.ofPlatform().daemon().name("stub, back").start(() -> {
                copy(tunnel.in(), Channels.newOutputStream(client));
                close(client);
            });
            copy(Channels.newInputStream(client), tunnel.out());
            tunnel.close();
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until either end is gone. */
    private static void copy(InputStream from, OutputStream to) {
        var bytes = new byte[PIECE];
        try {
            for (var count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                to.write(bytes, 0, count);
                to.flush();
            }
        } catch (IOException e) {
            // The other direction ends with it.
        }
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            // Nothing of it is used any more.
        }
    }

    @Override
    public void close() {
        close(server);
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // Its directory goes with the run.
        }
    }
}
