package dev.diver.console.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** A bar with a field that stays wide enough to type into: what is wanted less goes where there is no room for both. */
abstract class FittingBar extends HBox {

    private List<Region> wanted = List.of();
    private double least;

    /**
     * @param fieldsLeast width of what is never left out
     * @param wanted what may be left out, what is wanted most first
     */
    final void fit(double fieldsLeast, List<Region> wanted) {
        this.wanted = List.copyOf(wanted);
        least = fieldsLeast;
        setMinWidth(0);
    }

    /** In here the style sheets have been applied, so that widths are known. */
    @Override
    protected final void layoutChildren() {
        double room = getWidth() - snappedLeftInset() - snappedRightInset() - least - always();
        boolean fits = true;
        for (Region one : wanted) {
            room -= one.prefWidth(-1) + getSpacing();
            fits &= room >= 0;
            if (one.isManaged() != fits) {
                one.setManaged(fits);
                one.setVisible(fits);
            }
        }
        super.layoutChildren();
    }

    /** What the buttons take that are always there. */
    private double always() {
        double width = 0;
        for (Node child : getChildren()) {
            if (child instanceof javafx.scene.control.Button button && !wanted.contains(button)) {
                width += button.prefWidth(-1) + getSpacing();
            }
        }
        return width;
    }
}
