package dev.diver.core.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands before a server, and cuts all connections once so many bytes have gone there, until it is mended. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong sent = new AtomicLong();

    CuttingProxy(int port) throws IOException {
        this.port = port;
        Thread.ofVirtual().start(this::accept);
    }

    String host() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    void cutAfter(long bytes) {
        left.set(bytes);
    }

    void mend() {
        left.set(Long.MAX_VALUE);
        sent.set(0);
    }

    /** Bytes to the server since it was mended. */
    long sent() {
        return sent.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                if (left.get() <= 0) {
                    client.close();
                    continue;
                }
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                open.addAll(List.of(client, server));
                Thread.ofVirtual().start(() -> pass(client, server, true));
                Thread.ofVirtual().start(() -> pass(server, client, false));
            } catch (IOException ended) {
                // Closed, or one that went at once.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean isCounted) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream(), isCounted);
        } catch (IOException cut) {
            // That is what it is for.
        } finally {
            open.removeAll(List.of(from, to));
        }
    }

    private void copy(InputStream in, OutputStream out, boolean isCounted) throws IOException {
        var piece = new byte[8192];
        for (var count = in.read(piece); count >= 0; count = in.read(piece)) {
            if (isCounted) {
                sent.addAndGet(count);
                if (left.addAndGet(-count) <= 0) {
                    left.set(0);
                    closeAll();
                    return;
                }
            }
            out.write(piece, 0, count);
            out.flush();
        }
    }

    private void closeAll() throws IOException {
        for (var socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closeAll();
    }
}
