package dev.diver.console.view;

import dev.diver.console.terminal.Screen;
import java.util.function.LongConsumer;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;

/** The scroll bar of a console, which counts lines. */
final class LineBar {

    private final ScrollBar bar = new ScrollBar();
    private long first;
    private boolean moves;

    /** @param moved gets the first line to be seen, when a person has moved it */
    LineBar(LongConsumer moved) {
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.valueProperty().addListener(observable -> {
            if (!moves) {
                moved.accept(first + Math.round(bar.getValue()));
            }
        });
    }

    ScrollBar node() {
        return bar;
    }

    void show(Screen screen) {
        double range = screen.lastTopLine() - screen.firstLine();
        moves = true;
        first = screen.firstLine();
        bar.setMax(range);
        // The thumb's part of the track is that of the screen in all lines.
        bar.setVisibleAmount(range * screen.rows() / (range + screen.rows()));
        bar.setBlockIncrement(screen.rows());
        bar.setValue(screen.topLine() - screen.firstLine());
        bar.setDisable(range == 0);
        moves = false;
    }
}
