package dev.diver.app.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between a client and a server on loopback, and can stop in the midst of an answer. */
final class HeldProxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();
    private final StringBuffer asked = new StringBuffer();
    private final String host;
    private final int port;
    /** Bytes that may still come; guarded by this. */
    private long left = Long.MAX_VALUE;

    HeldProxy(String server) throws IOException {
        host = server.substring(0, server.indexOf(':'));
        port = Integer.parseInt(server.substring(server.indexOf(':') + 1));
        Thread.ofVirtual().start(this::accept);
    }

    /** {@code 127.0.0.1:PORT}. */
    String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** After so many bytes nothing comes any more. */
    synchronized void holdAfter(long bytes) {
        left = bytes;
    }

    synchronized void release() {
        left = Long.MAX_VALUE;
        notifyAll();
    }

    /** Whether a client has said that. */
    boolean heard(String words) {
        return asked.toString().contains(words);
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                var server = new Socket(host, port);
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, true));
                Thread.ofVirtual().start(() -> pump(server, client, false));
            }
        } catch (IOException closed) {
            // It is over.
        }
    }

    private void pump(Socket from, Socket to, boolean questions) {
        try (from;
                to) {
            pump(from.getInputStream(), to.getOutputStream(), questions);
        } catch (IOException gone) {
            // One of them has had enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(InputStream in, OutputStream out, boolean questions) throws IOException, InterruptedException {
        var piece = new byte[8 << 10];
        for (var count = in.read(piece); count >= 0; count = in.read(piece)) {
            if (questions) {
                asked.append(new String(piece, 0, count, StandardCharsets.ISO_8859_1));
            } else {
                take(count);
            }
            out.write(piece, 0, count);
            out.flush();
        }
    }

    private synchronized void take(int count) throws InterruptedException {
        while (left < count) {
            wait();
        }
        left = left == Long.MAX_VALUE ? left : left - count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        release();
        for (var one : open) {
            one.close();
        }
    }
}
