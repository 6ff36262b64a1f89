package dev.diver.core.dive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class DrainedConsoleTest {
    @TempDir
    Path directory;

    private DrainedConsole console(long limit) {
        return new DrainedConsole(
                "serial", directory.resolve("console.log"), typed -> {}, Map.of(), limit, System::currentTimeMillis);
    }

    @Test
    void everyViewGetsAllWheneverItComes() throws IOException, InterruptedException {
        var random = new Random(7);
        var all = new byte[3_000_000];
        random.nextBytes(all);
        var views = new ArrayList<ByteArrayOutputStream>();
        try (var console = console(DrainedConsole.LOG_LIMIT)) {
            for (var position = 0; position < all.length; ) {
                if (random.nextInt(20) == 0) {
                    var view = new ByteArrayOutputStream();
                    views.add(view);
                    console.attach(view::write);
                }
                var count = Math.min(random.nextInt(50_000), all.length - position);
                console.feed(all, position, count);
                position += count;
            }
        }
        assertTrue(views.size() > 3);
        for (var view : views) {
            assertArrayEquals(all, view.toByteArray());
        }
        assertArrayEquals(all, Files.readAllBytes(directory.resolve("console.log")));
    }

    @Test
    void whoComesAfterTheEndHasAllWhenAttachReturns() throws IOException {
        var console = console(100);
        console.feed(new byte[] {'a', 'b', 'c'}, 1, 2);
        console.close();
        var view = new ByteArrayOutputStream();
        console.attach(view::write).close();
        assertEquals("bc", view.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aSlowViewHoldsUpNeitherTheGuestNorAnother() throws IOException, InterruptedException {
        var slow = new CountDownLatch(1);
        var quick = new ByteArrayOutputStream();
        var console = console(DrainedConsole.LOG_LIMIT);
        console.attach((bytes, offset, length) -> awaitQuietly(slow));
        console.attach((bytes, offset, length) -> {
            throw new IllegalStateException("a view that fails");
        });
        console.attach(quick::write);
        var piece = new byte[100_000];
        // Held up, it would never be done: the slow view goes on only afterwards.
        for (var i = 0; i < 100; i++) {
            console.feed(piece, 0, piece.length);
        }
        while (quick.size() < 10_000_000) {
            Thread.sleep(5);
        }
        slow.countDown();
        console.close();
        assertEquals(10_000_000, quick.size());
    }

    @Test
    void aFloodFillsNeitherLogNorMemoryAndTheViewIsToldWhatItMissed() throws IOException {
        var go = new CountDownLatch(1);
        var seen = new ByteArrayOutputStream();
        var console = console(50_000);
        console.attach((bytes, offset, length) -> {
            awaitQuietly(go);
            seen.write(bytes, offset, length);
        });
        var piece = "0123456789".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        for (var i = 0; i < 50; i++) {
            console.feed(piece, 0, piece.length);
        }
        go.countDown();
        console.close();
        assertTrue(Files.size(directory.resolve("console.log")) < 51_000);
        assertTrue(seen.size() < 2_000_000, () -> "kept " + seen.size());
        var text = seen.toString(StandardCharsets.US_ASCII);
        assertTrue(text.startsWith("0123456789"));
        assertTrue(text.endsWith("0123456789"));
        assertTrue(text.contains("bytes came faster than they could be shown"));
    }

    @Test
    void aClosedViewGetsNothingMore() throws IOException, InterruptedException {
        var seen = new ByteArrayOutputStream();
        try (var console = console(DrainedConsole.LOG_LIMIT)) {
            var view = console.attach(seen::write);
            console.feed(new byte[] {'a'}, 0, 1);
            while (seen.size() < 1) {
                Thread.sleep(1);
            }
            view.close();
            view.close();
            console.feed(new byte[] {'b'}, 0, 1);
        }
        assertEquals("a", seen.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void whoComesLateLearnsWhenEachPieceCame() throws IOException {
        var now = new AtomicLong(1_000_000);
        var log = directory.resolve("console.log");
        try (var console = new DrainedConsole("serial", log, typed -> {}, Map.of(), 1000, now::get)) {
            for (var word : List.of("one ", "two ", "three ")) {
                var bytes = word.getBytes(StandardCharsets.US_ASCII);
                console.feed(bytes, 0, bytes.length);
                now.addAndGet(word.equals("one ") ? ConsoleTimes.FINEST_MS - 1 : 500);
            }
            console.close();
            var seen = new StringBuilder();
            console.attach(new Console.Sink() {
                @Override
                public void accept(byte[] bytes, int offset, int length) {
                    seen.append(new String(bytes, offset, length, StandardCharsets.US_ASCII));
                }

                @Override
                public void cameAt(long time) {
                    seen.append('@').append(time - 1_000_000).append(' ');
                }
            });
            assertEquals("@0 one two @509 three ", seen.toString());
        }
        var kept = ConsoleTimesFile.read(log);
        assertEquals(8, kept.saidBy(1_000_508));
        assertEquals(Long.MAX_VALUE, kept.saidBy(1_000_509));
        assertEquals(1_000_509, kept.last());
    }

    @Test
    void damagedTimesAreGoodUpToTheDamage() throws IOException {
        var log = directory.resolve("console.log");
        try (var console = console(1000)) {
            console.feed(new byte[] {'a'}, 0, 1);
        }
        var file = ConsoleTimesFile.beside(log);
        assertEquals(directory.resolve("console.times"), file);
        var whole = Files.readAllBytes(file);
        var longer = Arrays.copyOf(whole, whole.length + 16 + 5);
        Files.write(file, longer);
        var times = ConsoleTimesFile.read(log);
        assertTrue(times.first() > 0 && times.first() == times.last());
        Files.write(file, Arrays.copyOf(whole, 11));
        assertTrue(ConsoleTimesFile.read(log).isEmpty());
        Files.writeString(file, "something else altogether");
        assertTrue(ConsoleTimesFile.read(log).isEmpty());
        Files.delete(file);
        assertEquals(ConsoleTimes.UNKNOWN, ConsoleTimesFile.read(log).at(0));
    }

    @Test
    void noGuestFillsMemoryWithTimes() {
        var times = new ConsoleTimes();
        var kept = 0;
        for (var i = 0L; i < 5_000_000; i++) {
            kept += times.add(i, i * 1000) ? 1 : 0;
        }
        assertTrue(kept < 150_000, "kept " + kept);
        assertTrue(times.last() > 4_000_000_000L);
    }

    @Test
    void theRingKeepsTheLastBytesOfAnySequence() {
        var random = new Random(11);
        for (var round = 0; round < 200; round++) {
            var capacity = 1 + random.nextInt(50);
            var ring = new RecentBytes(capacity);
            var all = new byte[0];
            for (var i = 0; i < 20; i++) {
                var piece = new byte[random.nextInt(2 * capacity + 1)];
                random.nextBytes(piece);
                ring.add(piece, 0, piece.length);
                var longer = Arrays.copyOf(all, all.length + piece.length);
                System.arraycopy(piece, 0, longer, all.length, piece.length);
                all = longer;
                assertEquals(all.length, ring.end());
                var copy = new ByteArrayOutputStream();
                var into = new byte[1 + random.nextInt(10)];
                for (var at = ring.start(); at < ring.end(); ) {
                    var count = ring.copy(at, into);
                    copy.write(into, 0, count);
                    at += count;
                }
                assertArrayEquals(Arrays.copyOfRange(all, (int) ring.start(), all.length), copy.toByteArray());
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
