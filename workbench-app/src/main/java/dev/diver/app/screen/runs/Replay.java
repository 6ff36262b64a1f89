package dev.diver.app.screen.runs;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Plays all consoles of a run together, at the speed at which they spoke, or another. Thread-safe; {@link #advance} is to be
 * called some times a second by one thread while it plays.
 */
final class Replay {
    /** A pause that is left out lasts so long, in milliseconds of the run. */
    private static final long LEFT_OF_PAUSE = 300;

    private static final double SLOWEST = 0.1;
    private static final double FASTEST = 1000;

    private final List<KeptConsole> consoles;
    private final LongSupplier nanos;
    private final long start;
    private final long end;

    private boolean playing;
    private double speed = 1;
    private boolean skipsPauses;
    /** Where it is, in milliseconds since the start, and when that was. */
    private double place;

    private long placedAt;

    /** @param nanos a clock as {@link System#nanoTime} */
    Replay(List<KeptConsole> consoles, LongSupplier nanos) {
        this.consoles =
                consoles.stream().filter(console -> !console.times().isEmpty()).toList();
        this.nanos = nanos;
        start = this.consoles.stream()
                .mapToLong(console -> console.times().first())
                .min()
                .orElse(0);
        end = this.consoles.stream()
                .mapToLong(console -> console.times().last())
                .max()
                .orElse(start);
        place = length();
    }

    /** Whether it is known when anything was said. */
    boolean isPossible() {
        return !consoles.isEmpty();
    }

    /** In milliseconds, from what was said first to what was said last. */
    long length() {
        return end - start;
    }

    synchronized boolean isPlaying() {
        return playing;
    }

    /** Milliseconds since the first byte. */
    synchronized long place() {
        return (long) place;
    }

    synchronized void speed(double factor) {
        speed = Math.clamp(factor, SLOWEST, FASTEST);
    }

    /** Whether times in which no console says anything pass quickly. */
    synchronized void skipsPauses(boolean skips) {
        skipsPauses = skips;
    }

    /** From here; from the beginning where it is at the end. */
    synchronized void play() {
        if (place >= length()) {
            place = 0;
        }
        placedAt = nanos.getAsLong();
        playing = true;
    }

    synchronized void pause() {
        playing = false;
    }

    /** @param millis since the first byte */
    void seek(double millis) {
        synchronized (this) {
            place = Math.clamp(millis, 0, length());
            placedAt = nanos.getAsLong();
        }
        show();
    }

    /** Goes on by the time that has passed. Blocks while the views take what is new. */
    void advance() {
        synchronized (this) {
            if (!playing) {
                return;
            }
            var now = nanos.getAsLong();
            place += (now - placedAt) / 1e6 * speed;
            placedAt = now;
            if (skipsPauses) {
                place = Math.max(place, afterPause() - start - LEFT_OF_PAUSE);
            }
            if (place >= length()) {
                place = length();
                playing = false;
            }
        }
        show();
    }

    /** When something is said next. */
    private long afterPause() {
        var at = start + (long) place;
        return consoles.stream()
                .mapToLong(console -> console.times().after(at))
                .filter(next -> next != Long.MAX_VALUE)
                .min()
                .orElse(end);
    }

    private void show() {
        long time;
        synchronized (this) {
            time = place >= length() ? KeptConsole.END : start + (long) place;
        }
        consoles.forEach(console -> console.show(time));
    }
}
