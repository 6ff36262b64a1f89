package dev.diver.console.view;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * The bars of a console: those to type into are above its text, for what one looks for must not be below them; notices lie
 * over the text at its bottom.
 */
final class Bars {

    private static final double GAP = 8;

    private final List<Region> upper;
    private final List<Region> lower;

    Bars(List<Region> upper, List<Region> lower) {
        this.upper = upper;
        this.lower = lower;
    }

    List<Node> nodes() {
        return Stream.concat(upper.stream(), lower.stream())
                .map(Node.class::cast)
                .toList();
    }

    /** @return the height that those above the text take */
    double layoutUpper(double width) {
        double top = 0;
        for (Region bar : upper) {
            if (bar.isVisible()) {
                double high = bar.prefHeight(width);
                bar.resizeRelocate(0, top, width, high);
                top += high;
            }
        }
        return top;
    }

    /** @param width of what they lie over */
    void layoutLower(double width, double height) {
        double bottom = height - GAP;
        for (Region bar : lower) {
            if (bar.isVisible()) {
                double wide = Math.min(bar.prefWidth(-1), Math.max(0, width - 2 * GAP));
                double high = bar.prefHeight(wide);
                bar.resizeRelocate(Math.max(0, width - GAP - wide), bottom - high, wide, high);
                bottom -= high + GAP / 2;
            }
        }
    }
}
