package dev.diver.app.screen.shell;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Notices;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The column at the left: one button for each place. */
final class NavigationBar {
    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");
    private final VBox box = new VBox();

    NavigationBar(List<Action> places, List<Action> below, Notices notices) {
        box.setId("navigation");
        box.getStyleClass().add("navigation");
        box.setAlignment(Pos.TOP_CENTER);
        places.forEach(action -> box.getChildren().add(button(action, notices)));
        var space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        box.getChildren().add(space);
        below.forEach(action -> box.getChildren().add(button(action, notices)));
    }

    Region node() {
        return box;
    }

    /** Shows which place is in front. */
    void here(String id) {
        box.getChildren().forEach(node -> node.pseudoClassStateChanged(HERE, id.equals(node.getId())));
    }

    private static Button button(Action action, Notices notices) {
        var button = ActionButton.of(action, notices);
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().addAll(Styles.FLAT, "navigation-button");
        button.setGraphic(Icons.of(action.icon(), 22));
        return button;
    }
}
