package dev.diver.app.screen.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    private void at(double seconds, long done) {
        pace.came((long) (seconds * TimeUnit.SECONDS.toNanos(1)), done);
    }

    @Test
    void isWhatCameInTheLastSeconds() {
        assertEquals(OptionalLong.empty(), pace.perSecond());
        at(10, 0);
        at(10.1, 1_000_000);
        assertEquals(OptionalLong.empty(), pace.perSecond(), "too little to judge by");
        at(11, 1000);
        at(12, 2000);
        assertEquals(OptionalLong.of(1000), pace.perSecond(), "less than before is another part");
        at(30, 2000);
        at(31, 4000);
        assertEquals(OptionalLong.of(2000), pace.perSecond(), "what was long ago does not count");
    }
}
