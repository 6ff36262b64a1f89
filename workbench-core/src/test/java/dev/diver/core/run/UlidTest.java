package dev.diver.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UlidTest {

    @Test
    void theTimeIsInTheFirstTenDigits() {
        // The example of the specification: 1469918176385 ms is 01ARYZ6S41.
        var clock = Clock.fixed(Instant.ofEpochMilli(1469918176385L), ZoneOffset.UTC);
        var id = new Ulid(clock).next();
        assertEquals("01ARYZ6S41", id.substring(0, 10));
        assertEquals(26, id.length());
    }

    @Test
    void idsOfOneMillisecondSortByTheirOrder() {
        var ids = new Ulid(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        var made = IntStream.range(0, 10_000).mapToObj(i -> ids.next()).toList();
        assertEquals(made, made.stream().sorted().distinct().toList());
        assertTrue(made.getFirst().matches("[0-9A-HJKMNP-TV-Z]{26}"));
    }
}
