package dev.diver.core.dive;

import dev.diver.core.run.RunRecord.Timeline;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How far a dive came when, from the moment in which the person asked for it. Thread-safe. */
final class DiveClock {
    private final LongSupplier nanos;
    private final long asked;
    private Timeline timeline = Timeline.EMPTY;

    /**
     * @param nanos such as {@link System#nanoTime}
     * @param asked by the same clock
     */
    DiveClock(LongSupplier nanos, long asked) {
        this.nanos = nanos;
        this.asked = asked;
    }

    private OptionalLong now() {
        return OptionalLong.of(Duration.ofNanos(nanos.getAsLong() - asked).toMillis());
    }

    synchronized void prepared() {
        timeline = new Timeline(now(), timeline.spawnedMs(), timeline.firstOutputMs(), timeline.endedMs());
    }

    synchronized void spawned() {
        timeline = new Timeline(timeline.preparedMs(), now(), timeline.firstOutputMs(), timeline.endedMs());
    }

    synchronized void firstOutput() {
        timeline = new Timeline(timeline.preparedMs(), timeline.spawnedMs(), now(), timeline.endedMs());
    }

    synchronized void ended() {
        timeline = new Timeline(timeline.preparedMs(), timeline.spawnedMs(), timeline.firstOutputMs(), now());
    }

    synchronized Timeline timeline() {
        return timeline;
    }

    /** Whether there was a guest, and it has said nothing. */
    synchronized boolean isSilent() {
        return timeline.spawnedMs().isPresent() && timeline.firstOutputMs().isEmpty();
    }
}
