package dev.diver.core.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.core.Mutations;
import dev.diver.core.debug.DebugAccess;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class ControlServerTest {
    private final BlockingQueue<byte[]> typed = new LinkedBlockingQueue<>();
    private final AtomicInteger ended = new AtomicInteger();

    private final class Orders implements ControlServer.Orders {
        @Override
        public void stop() {
            ended.incrementAndGet();
        }

        @Override
        public void kill() {
            ended.incrementAndGet();
        }

        @Override
        public void type(byte[] bytes) {
            typed.add(bytes);
        }

        @Override
        public CompletableFuture<DebugAccess> debug() {
            return new CompletableFuture<>();
        }
    }

    @Test
    void nonsenseEndsNothingAndTheNextOneIsServed() throws IOException, InterruptedException {
        var root = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var folders = new RunFolders(DiverHome.in(root, root));
            folders.create("01K");
            try (var server = new ControlServer(folders, "01K", new Orders())) {
                Mutations.of("type YWJj\n".getBytes(StandardCharsets.UTF_8), bytes -> send(folders, bytes));
                typed.clear();
                send(folders, "type YWJj\n".getBytes(StandardCharsets.UTF_8));
                // Late ones of before may come first.
                var last = typed.poll(60, TimeUnit.SECONDS);
                while (last != null && !"abc".equals(new String(last, StandardCharsets.UTF_8))) {
                    last = typed.poll(60, TimeUnit.SECONDS);
                }
                assertArrayEquals("abc".getBytes(StandardCharsets.UTF_8), last);
                assertEquals(0, ended.get());
            }
        } finally {
            Folders.delete(root);
        }
    }

    private static void send(RunFolders folders, byte[] bytes) {
        try (var client = SocketChannel.open(UnixDomainSocketAddress.of(folders.control("01K")))) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                client.write(buffer);
            }
        } catch (IOException brokeOff) {
            // It may close what it does not understand.
        }
    }
}
