package dev.diver.core.run;

import dev.diver.core.debug.DebugAccess;
import dev.diver.core.debug.DebugJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes orders for one run from other processes of the same user: the socket is in a directory private to the user. */
public final class ControlServer implements AutoCloseable {
    private static final int LONGEST_ORDER = 1 << 20;
    /** Shorter than the asking side's. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration RETRY = Duration.ofMillis(50);

    private final ServerSocketChannel server;
    private final Orders orders;

    /** What can be ordered. Called from the server's thread. */
    public interface Orders {
        void stop();

        void kill();

        void type(byte[] bytes);

        /** Opens the way for a debugger where that has not been done yet. */
        CompletableFuture<DebugAccess> debug();
    }

    /** Listens at once. */
    public ControlServer(RunFolders folders, String run, Orders orders) throws IOException {
        this.orders = orders;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folders.control(run)));
        Thread.ofVirtual().name("control " + run).start(this::serve);
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                var client = server.accept();
                // Each has a thread of its own, so that one that says nothing does not shut out the others.
                Thread.ofVirtual().start(() -> serve(client));
            } catch (ClosedChannelException ended) {
                return;
            } catch (IOException e) {
                // Too many open files, say; the next one is served, and until then nobody's processor is.
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            obey(client);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // That client broke off or spoke nonsense.
        }
    }

    private void obey(SocketChannel client) throws IOException {
        var in = Channels.newInputStream(client);
        var bounded = in.readNBytes(LONGEST_ORDER);
        var lines = new BufferedReader(
                new InputStreamReader(new java.io.ByteArrayInputStream(bounded), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            switch (line.split(" ", 2)[0]) {
                case "stop" -> orders.stop();
                case "kill" -> orders.kill();
                case "debug" -> answer(client, orders.debug());
                case "type" -> orders.type(Base64.getDecoder().decode(line.substring("type ".length())));
                default -> throw new IOException("unknown order");
            }
        }
    }

    private static void answer(SocketChannel client, CompletableFuture<DebugAccess> access) throws IOException {
        DebugAccess known;
        try {
            known = access.copy()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            known = new DebugAccess.Unavailable("The guest's machine does not answer.");
        }
        var bytes = ByteBuffer.wrap(new DebugJson().write(known).getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
