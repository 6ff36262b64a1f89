package dev.diver.console.view;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/** What lies over a console: bars to type into at its top, notices at its bottom, both at the right. */
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

    /** @param width of what they lie over */
    void layout(double width, double height) {
        double top = GAP;
        for (Region bar : upper) {
            top += place(bar, width, top, false);
        }
        double bottom = height - GAP;
        for (Region bar : lower) {
            bottom -= place(bar, width, bottom, true);
        }
    }

    private static double place(Region bar, double width, double y, boolean above) {
        if (!bar.isVisible()) {
            return 0;
        }
        double wide = Math.min(bar.prefWidth(-1), Math.max(0, width - 2 * GAP));
        double high = bar.prefHeight(wide);
        bar.resizeRelocate(Math.max(0, width - GAP - wide), above ? y - high : y, wide, high);
        return high + GAP / 2;
    }
}
