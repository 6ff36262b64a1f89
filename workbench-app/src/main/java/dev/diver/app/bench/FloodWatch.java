package dev.diver.app.bench;

import dev.diver.console.view.ConsoleView;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** Watches a console's window while it is flooded: how long JavaFX's thread is away, and when the flood is over. */
final class FloodWatch {
    /** So often somebody asks for JavaFX's thread. */
    private static final long HEARTBEAT_MS = 5;

    private static final Pattern LOST = Pattern.compile("\\[diver: (\\d+) bytes came faster");
    private static final double MS = 1e6;

    private final ConsoleView view;
    private final String end;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong longest = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Samples frames = new Samples();
    private long begun;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            begun = System.nanoTime();
            var screen = view.terminal().screen(0);
            for (var row = 0; row < screen.rows(); row++) {
                if (screen.text(row).equals(end)) {
                    over.countDown();
                }
            }
        }
    };
    private final Runnable afterLayout = () -> {
        if (begun > 0) {
            frames.add(System.nanoTime() - begun);
        }
    };

    FloodWatch(ConsoleView view, String end) {
        this.view = view;
        this.end = end;
    }

    /** To be called before the view has a scene, so that a frame's work is measured from before the view's own. */
    void begin() {
        timer.start();
    }

    void start() {
        view.getScene().addPostLayoutPulseListener(afterLayout);
        Thread.ofPlatform().daemon().name("heartbeat").start(this::beat);
    }

    private void beat() {
        while (!stopped.get()) {
            var asked = System.nanoTime();
            var came = new CountDownLatch(1);
            Platform.runLater(() -> {
                var waited = System.nanoTime() - asked;
                if (over.getCount() > 0) {
                    longest.accumulateAndGet(waited, Math::max);
                }
                came.countDown();
            });
            try {
                came.await();
                Thread.sleep(HEARTBEAT_MS);
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    boolean await(long time, TimeUnit unit) throws InterruptedException {
        return over.await(time, unit);
    }

    void stop() {
        stopped.set(true);
        timer.stop();
        view.getScene().removePostLayoutPulseListener(afterLayout);
    }

    ConsoleBench.Flood flood(long nanos, long bytes, double memory) {
        var lost = LOST.matcher(view.terminal().text(view.terminal().all()))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        return new ConsoleBench.Flood(
                nanos, 1 - (double) lost / bytes, longest.get() / MS, frames.percentileMs(99), memory);
    }
}
