package dev.diver.deployer.hardware;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network between workbench and node: passes bytes on until it is cut, or says nothing any more. */
final class Link implements AutoCloseable {
    private final ServerSocket server;
    private final int to;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean frozen;

    /** @param to a port of this host */
    Link(int to) throws IOException {
        this.to = to;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on nothing comes through, and nobody is told. */
    void freeze() {
        frozen = true;
    }

    /** All connections end, as when a machine on the way is switched off. New ones are taken. */
    void cut() {
        frozen = false;
        sockets.forEach(Link::end);
        sockets.clear();
    }

    private void accept() {
        try {
            while (true) {
                var near = server.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.add(near);
                sockets.add(far);
                Thread.ofPlatform().daemon().start(() -> pass(near, far));
                Thread.ofPlatform().daemon().start(() -> pass(far, near));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void pass(Socket from, Socket into) {
        var bytes = new byte[1 << 16];
        try (from;
                into) {
            for (var count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                while (frozen) {
                    Thread.sleep(50);
                }
                into.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException | InterruptedException e) {
            // Cut.
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
