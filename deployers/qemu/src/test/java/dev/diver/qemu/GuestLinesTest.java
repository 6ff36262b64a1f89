package dev.diver.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a guest speaks into, without a guest: whoever connects is one. */
@Timeout(60)
class GuestLinesTest {
    private static final long PATIENCE_MS = 10_000;

    @TempDir
    Path folder;

    private final AtomicInteger begun = new AtomicInteger();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private Qmp qmp;

    @BeforeEach
    void open() throws IOException {
        qmp = new Qmp(folder.resolve("qmp"), event -> {});
    }

    @AfterEach
    void close() {
        qmp.close();
    }

    private GuestLines lines(String stream) throws IOException {
        var plan = new QemuGuest(
                null,
                List.of(),
                List.of(console("first"), console("second")),
                folder.resolve("qmp"),
                folder.resolve("status"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                folder.resolve("debug"),
                null,
                Optional.empty(),
                false);
        return new GuestLines(
                plan,
                folder.resolve("outputs"),
                List.of(new QemuGuest.Stream(folder.resolve(stream), sent::write)),
                new ConsoleSignals(qmp),
                begun::incrementAndGet);
    }

    private QemuGuest.ConsoleSocket console(String name) {
        return new QemuGuest.ConsoleSocket(name, folder.resolve(name), folder.resolve(name + ".log"), name, Set.of());
    }

    private void say(String line, byte[] bytes) throws IOException {
        try (var guest = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(line)))) {
            guest.write(ByteBuffer.wrap(bytes));
        }
    }

    @Test
    void eachIsHeardToItsEnd() throws Exception {
        try (var lines = lines("stream")) {
            assertEquals(-1, lines.status());
            say("first", "hello".getBytes(StandardCharsets.US_ASCII));
            say("second", "world".getBytes(StandardCharsets.US_ASCII));
            say("stream", new byte[] {1, 2});
            say("status", new byte[] {7, (byte) 200});
            lines.awaitEnd(PATIENCE_MS);
            assertEquals(200, lines.status());
            assertEquals(1, begun.get());
            assertEquals(2, sent.size());
        }
        assertEquals("hello", Files.readString(folder.resolve("first.log")));
        assertEquals("world", Files.readString(folder.resolve("second.log")));
    }

    /** Else a dive that could not begin would leave threads that wait for QEMU. */
    @Test
    void whereOneCannotListenNoneDoes() {
        assertThrows(IOException.class, () -> lines("status"));
        for (var line : List.of("first", "second", "status")) {
            assertThrows(IOException.class, () -> say(line, new byte[1]), line);
        }
    }
}
