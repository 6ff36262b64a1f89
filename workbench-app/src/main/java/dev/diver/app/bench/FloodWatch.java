package dev.diver.app.bench;

import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;
import dev.diver.console.view.ConsoleView;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * Watches a console's window while it is flooded: how long JavaFX's thread is away, what a frame takes of it, and when the
 * flood is over. A pulse in which the console paints nothing is no frame.
 */
final class FloodWatch {
    /** So often somebody asks for JavaFX's thread. */
    private static final long HEARTBEAT_MS = 5;

    private static final int PULSES_UNTIL_SHOWN = 10;
    private static final Pattern LOST = Pattern.compile("\\[diver: (\\d+) bytes came faster");
    private static final double MS = 1e6;

    private final ConsoleView view;
    private final String end;
    private final CountDownLatch shown = new CountDownLatch(PULSES_UNTIL_SHOWN);
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong longest = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Samples frames = new Samples();
    /** Of the processor alone, which other work on the machine hardly changes. */
    private final Samples busy = new Samples();

    private final Screen screen = new Screen();
    private volatile boolean flooding;
    private long begun;
    private long busyBefore;
    private long painted;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            painted = view.paintedVersion();
            busyBefore = threads.getCurrentThreadCpuTime();
            begun = System.nanoTime();
        }
    };
    private final Runnable afterLayout = this::pulsed;

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

    private void pulsed() {
        var now = System.nanoTime();
        shown.countDown();
        if (flooding && begun > 0 && view.paintedVersion() != painted) {
            frames.add(now - begun);
            busy.add(threads.getCurrentThreadCpuTime() - busyBefore);
            if (isEndPainted()) {
                over.countDown();
            }
        }
    }

    private boolean isEndPainted() {
        view.terminal().snapshot(screen, Terminal.FOLLOW);
        var row = screen.cursorRow() - 1;
        return screen.version() == view.paintedVersion()
                && row >= 0
                && screen.text(row).equals(end);
    }

    private void beat() {
        while (!stopped.get()) {
            var asked = System.nanoTime();
            var came = new CountDownLatch(1);
            Platform.runLater(() -> {
                var waited = System.nanoTime() - asked;
                if (flooding && over.getCount() > 0) {
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

    /** Waits until the window is there and has been painted a few times. */
    boolean awaitShown() throws InterruptedException {
        return shown.await(1, TimeUnit.MINUTES);
    }

    /** From here on it counts. */
    void flooding() {
        flooding = true;
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
                nanos,
                1 - (double) lost / bytes,
                longest.get() / MS,
                frames.percentileMs(99),
                busy.percentileMs(99),
                memory);
    }
}
