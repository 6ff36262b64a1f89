package dev.diver.app.screen.partition;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

/**
 * Shows what has changed at once, but while something is dragged only so many times a second: words that change with each
 * movement nobody reads, and laying them out takes the time that the drawing needs.
 */
final class Calm {
    private static final Duration PAUSE = Duration.millis(120);

    private final PartitionModel model;
    private final Runnable show;
    private final PauseTransition pause = new PauseTransition(PAUSE);

    Calm(PartitionModel model, Runnable show) {
        this.model = model;
        this.show = show;
        pause.setOnFinished(event -> show.run());
    }

    void changed() {
        if (!model.isDragging()) {
            pause.stop();
            show.run();
        } else if (pause.getStatus() != javafx.animation.Animation.Status.RUNNING) {
            pause.playFromStart();
        }
    }
}
