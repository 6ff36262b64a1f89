package dev.diver.node.bmc;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What stands at the other end of the simulator's serial port: echoes, and says what the test wants said. */
final class SerialLine implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    private volatile CompletableFuture<OutputStream> connected = new CompletableFuture<>();

    SerialLine() throws IOException {
        Thread.ofPlatform().daemon().name("serial line").start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                connected.complete(socket.getOutputStream());
                echo(socket);
            } catch (IOException over) {
                // The simulator is gone; it may be back.
            }
            connected = new CompletableFuture<>();
        }
    }

    private static void echo(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var buffer = new byte[4096];
        for (int count; (count = socket.getInputStream().read(buffer)) >= 0; ) {
            socket.getOutputStream().write(buffer, 0, count);
        }
    }

    void say(String text) throws Exception {
        var out = connected.get(60, TimeUnit.SECONDS);
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
