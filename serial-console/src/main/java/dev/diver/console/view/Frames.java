package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Terminal;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;

/** When a view paints: where something changed, at most once a pulse, and less often in a flood that nobody can read. */
final class Frames {

    /** Blinking text is seen for half a second and then not, in nanoseconds: slower than what harms anybody. */
    private static final long HALF_BLINK = 500_000_000;

    /** Between two frames of a flood, in nanoseconds. */
    private static final long FLOOD_INTERVAL = 50_000_000;

    private final Supplier<Terminal> terminal;
    private final Screen painted;
    private final Runnable pulse;
    private final Runnable paint;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            if (stale || !isFlooded()) {
                pulse();
            }
        }
    };

    private boolean stale = true;
    private boolean blinkedOff;
    private long paintedAt;

    /**
     * @param terminal the one that is seen now
     * @param painted what was copied of it to be painted
     * @param pulse what else there is to do before each frame
     * @param paint tells {@link #painted}
     */
    Frames(Supplier<Terminal> terminal, Screen painted, Runnable pulse, Runnable paint) {
        this.terminal = terminal;
        this.painted = painted;
        this.pulse = pulse;
        this.paint = paint;
    }

    void run(boolean wanted) {
        if (wanted) {
            timer.start();
        } else {
            timer.stop();
        }
    }

    /** Paints with the next pulse. */
    void ask() {
        stale = true;
    }

    /** What is painted now is up to date. */
    void painted() {
        stale = false;
        paintedAt = System.nanoTime();
    }

    /** Whether blinking text is not to be seen now. */
    boolean isBlinkedOff() {
        return blinkedOff;
    }

    void pulse() {
        pulse.run();
        boolean blinks = System.nanoTime() / HALF_BLINK % 2 == 1 && painted.hasBlinking();
        stale |= blinks != blinkedOff;
        blinkedOff = blinks;
        if (stale || painted.version() != terminal.get().version()) {
            paint.run();
        }
    }

    /** More goes by than anybody can read: fewer frames leave the processors to what else there is to do. */
    private boolean isFlooded() {
        boolean unreadable = terminal.get().newestTop() - painted.lastTopLine() > 2L * painted.rows();
        return unreadable && System.nanoTime() - paintedAt < FLOOD_INTERVAL;
    }
}
