package dev.diver.app.screen.download;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** How fast something grows, by what came in the last seconds. Used on one thread. */
final class Pace {
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long LEAST_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private record Sample(long at, long done) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * @param now nanoseconds of a clock that only goes forward
     * @param done bytes so far; fewer than before where another part begins
     */
    void came(long now, long done) {
        if (!samples.isEmpty() && done < samples.getLast().done()) {
            samples.clear();
        }
        samples.addLast(new Sample(now, done));
        while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW_NS) {
            samples.removeFirst();
        }
    }

    /** Bytes a second; absent until there is something to judge by. */
    OptionalLong perSecond() {
        if (samples.size() < 2) {
            return OptionalLong.empty();
        }
        var time = samples.getLast().at() - samples.getFirst().at();
        var bytes = samples.getLast().done() - samples.getFirst().done();
        return time < LEAST_NS
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(bytes * (double) TimeUnit.SECONDS.toNanos(1) / time));
    }
}
