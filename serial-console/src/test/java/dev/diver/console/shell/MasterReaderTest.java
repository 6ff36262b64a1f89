package dev.diver.console.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.pty4j.unix.Pty;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MasterReaderTest {

    private Pty pty;
    private MasterReader reader;

    @BeforeEach
    void open() throws IOException {
        pty = new Pty();
        reader = new MasterReader(pty.getMasterFD());
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        pty.close();
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    @Test
    void whatIsSaidComesWholeAndThenTheEnd() throws Exception {
        byte[] said = "0123456789abcdef".repeat(60_000).getBytes(StandardCharsets.US_ASCII);
        CompletableFuture<Void> open = new CompletableFuture<>();
        FutureTask<Boolean> program = start(() -> {
            try (FileOutputStream out = new FileOutputStream(pty.getSlaveName())) {
                open.complete(null);
                out.write(said);
            }
            return true;
        });
        open.get(30, TimeUnit.SECONDS);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] piece = new byte[MasterReader.piece()];
        for (int count; (count = reader.read(piece)) >= 0; ) {
            heard.write(piece, 0, count);
        }
        assertEquals(true, program.get(30, TimeUnit.SECONDS));
        assertArrayEquals(said, heard.toByteArray());
    }

    @Test
    void aReadThatWaitsIsCancelledWhileTheOtherSideStaysOpen() throws Exception {
        try (FileOutputStream leftOpen = new FileOutputStream(pty.getSlaveName())) {
            leftOpen.write('x');
            byte[] piece = new byte[16];
            assertEquals(1, reader.read(piece));
            FutureTask<Integer> waits = start(() -> reader.read(piece));
            reader.cancel();
            assertEquals(-1, waits.get(30, TimeUnit.SECONDS));
            leftOpen.write('y');
            assertEquals(-1, reader.read(piece), "none that follows reads any more");
        }
    }

    @Test
    void cancellingWhatIsClosedTouchesNothing() throws IOException {
        reader.close();
        reader.cancel();
        reader.close();
    }
}
