package dev.diver.app.screen.common;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

/** Does something once the calls for it have paused, so that not every key starts work. */
public final class Delay {
    private final PauseTransition pause;

    /** @param millis the pause */
    public Delay(int millis, Runnable action) {
        pause = new PauseTransition(Duration.millis(millis));
        pause.setOnFinished(event -> action.run());
    }

    public void again() {
        pause.playFromStart();
    }

    public void stop() {
        pause.stop();
    }
}
