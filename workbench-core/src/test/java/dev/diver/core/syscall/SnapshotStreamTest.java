package dev.diver.core.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.problem.DiverException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotStreamTest {
    @Test
    void whatIsEncodedIsDecodedHoweverItIsCut() {
        var random = new Random(5);
        for (var round = 0; round < 20; round++) {
            var sent = List.of(Traces.random(round), SyscallStatistics.NONE, Traces.bzip2());
            var bytes = new ByteArrayOutputStream();
            sent.forEach(snapshot -> bytes.writeBytes(SnapshotEncoder.encode(snapshot)));
            var decoder = new SnapshotDecoder();
            var received = new ArrayList<SyscallStatistics>();
            var all = bytes.toByteArray();
            for (var at = 0; at < all.length; ) {
                var piece = Math.min(all.length - at, 1 + random.nextInt(round < 10 ? 7 : 5000));
                received.addAll(decoder.decode(all, at, piece));
                at += piece;
            }
            assertEquals(sent, received);
        }
    }

    @Test
    void itIsCompact() {
        assertTrue(SnapshotEncoder.encode(Traces.bzip2()).length < 1000);
    }

    @Test
    void anyBytesAreSnapshotsOrRefused() {
        var random = new Random(6);
        var refused = 0;
        var originals = List.of(SnapshotEncoder.encode(Traces.bzip2()), SnapshotEncoder.encode(Traces.random(3)));
        for (var round = 0; round < 2000; round++) {
            var bytes = originals.get(round % 2).clone();
            for (var changes = 1 + random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(Math.min(bytes.length, 1 + random.nextInt(bytes.length)))] =
                        (byte) random.nextInt();
            }
            try {
                new SnapshotDecoder().decode(bytes, 0, bytes.length);
            } catch (DiverException e) {
                refused++;
            }
        }
        assertTrue(refused > 100, "refused: " + refused);
    }

    @Test
    void aLengthIsNotBelieved() {
        var header = new byte[] {'D', 'S', 'Y', 'S', SnapshotEncoder.VERSION, -1, -1, -1, -1};
        var failure = assertThrows(DiverException.class, () -> new SnapshotDecoder().decode(header, 0, header.length));
        assertTrue(failure.getMessage().contains("4294967295 bytes"), failure.getMessage());
    }

    @Test
    void anotherVersionIsRefusedWithWordsAndForGood() {
        var frame = SnapshotEncoder.encode(Traces.bzip2());
        frame[4] = 9;
        var decoder = new SnapshotDecoder();
        var failure = assertThrows(DiverException.class, () -> decoder.decode(frame, 0, frame.length));
        assertTrue(failure.getMessage().contains("version 9"), failure.getMessage());
        var good = SnapshotEncoder.encode(Traces.bzip2());
        assertSame(failure, assertThrows(DiverException.class, () -> decoder.decode(good, 0, good.length)));
    }

    @Test
    void aStreamThatFailsSaysSoToWhoReads() {
        var source = new StreamedSource();
        assertTrue(source.read().isEmpty());
        var good = SnapshotEncoder.encode(Traces.bzip2());
        source.feed(good, 0, good.length);
        assertEquals(Traces.bzip2(), source.read().orElseThrow());
        source.feed(new byte[100], 0, 100);
        source.feed(good, 0, good.length);
        assertThrows(DiverException.class, source::read);
    }
}
