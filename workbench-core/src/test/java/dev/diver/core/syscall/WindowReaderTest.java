package dev.diver.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowReaderTest {
    @TempDir
    Path directory;

    private static SyscallStatistics read(ByteBuffer window) {
        return new WindowReader(window).statistics().orElseThrow();
    }

    @Test
    void readsWhatWasCounted() {
        var read = read(Windows.of(Traces.bzip2()));
        assertEquals(Traces.bzip2(), read);
        assertEquals(900, read.total());
        assertEquals(885, read.forwarded());
        assertEquals(14, read.local());
        assertEquals(1, read.unsupported());
        assertEquals("read", read.calls().getFirst().name());
    }

    @Test
    void readsACrash() {
        var plain = Traces.bzip2();
        var crashed = new SyscallStatistics(plain.calls(), 5, 6, 7, 8, Optional.of(Traces.crash()));
        assertEquals(crashed, read(Windows.of(crashed)));
    }

    /** The two transports give the same numbers. */
    @Test
    void sharedMemoryAndStreamAgree() throws Exception {
        for (var seed = 0; seed < 8; seed++) {
            var file = directory.resolve("memory-" + seed);
            // The region does not begin with the machine's memory.
            var memory = ByteBuffer.allocate((1 << 21) + (int) WindowLayout.WINDOW_SIZE);
            memory.put(1 << 21, Windows.of(Traces.random(seed)).array());
            Files.write(file, memory.array());
            try (var shared = SharedWindow.map(file, 1 << 21)) {
                var read = shared.read().orElseThrow();
                var stream = new StreamedSource();
                var frame = SnapshotEncoder.encode(read);
                stream.feed(frame, 0, frame.length);
                assertEquals(read, stream.read().orElseThrow());
                assertEquals(Traces.random(seed).total(), read.total());
            }
        }
    }

    @Test
    void memoryThatIsTooShortIsRefused() throws Exception {
        var file = Files.write(directory.resolve("memory"), new byte[100]);
        var failure = assertThrows(DiverException.class, () -> SharedWindow.map(file, 64));
        assertTrue(failure.getMessage().contains("100 bytes"), failure.getMessage());
        assertThrows(DiverException.class, () -> SharedWindow.map(directory.resolve("none"), 0));
        assertThrows(DiverException.class, () -> new WindowReader(ByteBuffer.allocate(1)));
    }

    @Test
    void nothingIsThereBeforeTheModuleHasWrittenIt() {
        assertEquals(Optional.empty(), new WindowReader(Windows.empty()).statistics());
        var half = Windows.empty().putLong(WindowLayout.MAGIC, WindowLayout.MAGIC_VALUE);
        assertFalse(new WindowReader(half).isThere());
    }

    @Test
    void anotherVersionIsRefusedWithWords() {
        for (var field : new int[] {WindowLayout.VERSION, WindowLayout.COKERNEL_VERSION}) {
            var window = Windows.of(Traces.bzip2()).putInt(field, 7);
            var problem = assertThrows(DiverException.class, () -> read(window)).problem();
            assertEquals(Problem.Kind.UNSUPPORTED, problem.kind());
            assertTrue(problem.why().contains("version 7") && problem.why().contains("version " + WindowLayout.VERSION_VALUE), problem.why());
            assertTrue(problem.remedy().contains("diver pull"), problem.remedy());
        }
    }

    @Test
    void somethingElseIsRefusedWithWords() {
        var other = Windows.of(Traces.bzip2()).putLong(WindowLayout.MAGIC, 0x1234);
        var problem = assertThrows(DiverException.class, () -> read(other)).problem();
        assertEquals(Problem.Kind.DAMAGED, problem.kind());
        assertTrue(problem.why().contains("0x1234"), problem.why());
        var size = Windows.of(Traces.bzip2()).putInt(WindowLayout.SIZE, 12);
        assertTrue(assertThrows(DiverException.class, () -> read(size))
                .getMessage()
                .contains("12 bytes"));
    }

    @Test
    void whatAGuestMakesUpIsStillWellFormed() {
        var random = new Random(3);
        for (var round = 0; round < 30; round++) {
            var window = Windows.of(Traces.random(round));
            var from = random.nextInt(WindowLayout.CRASH, WindowLayout.SIZE_OF_WINDOW);
            var noise = new byte[random.nextInt(WindowLayout.SIZE_OF_WINDOW - from)];
            random.nextBytes(noise);
            window.put(from, noise);
            window.putInt(WindowLayout.STATE, WindowLayout.STATE_CRASHED);
            var read = read(window);
            assertTrue(read.total() >= read.forwarded() + read.unsupported());
            assertTrue(read.crash().orElseThrow().reason().matches("[ -~]*"));
            SyscallAdvice.of(new SyscallTrace(read, SyscallSeries.EMPTY, 1, true));
        }
    }
}
