package dev.diver.console.view;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The buttons of the bars that lie over a console; none takes the keyboard. */
final class BarButtons {

    private BarButtons() {}

    /** Takes what is left of a bar. */
    static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.SOMETIMES);
        return space;
    }

    static Button of(String text, String tooltip, Runnable action) {
        Button button = new Button(text);
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        if (!tooltip.isEmpty()) {
            button.setTooltip(new Tooltip(tooltip));
            button.setAccessibleText(tooltip);
        }
        button.setOnAction(event -> action.run());
        return button;
    }
}
