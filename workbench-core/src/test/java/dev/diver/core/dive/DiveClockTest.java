package dev.diver.core.dive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.run.RunRecord.Timeline;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiveClockTest {
    private final AtomicLong nanos = new AtomicLong(5_000_000);
    private final DiveClock clock = new DiveClock(nanos::get, 2_000_000);

    @Test
    void countsFromWhenThePersonAsked() {
        assertEquals(Timeline.EMPTY, clock.timeline());
        clock.prepared();
        nanos.set(12_000_000);
        clock.spawned();
        nanos.set(30_900_000);
        clock.firstOutput();
        nanos.set(1_002_000_000);
        clock.ended();
        assertEquals(
                new Timeline(OptionalLong.of(3), OptionalLong.of(10), OptionalLong.of(28), OptionalLong.of(1000)),
                clock.timeline());
    }

    @Test
    void aGuestIsSilentFromItsStartToItsFirstWord() {
        clock.prepared();
        assertFalse(clock.isSilent());
        clock.spawned();
        assertTrue(clock.isSilent());
        clock.firstOutput();
        assertFalse(clock.isSilent());
    }

    @Test
    void oneThatNeverStartedIsNotCalledSilent() {
        clock.ended();
        assertFalse(clock.isSilent());
    }
}
