package dev.diver.app.screen.palette;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Icons;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** An action in the palette: what, why not, and its keys. */
final class ActionCell extends ListCell<Action> {
    @Override
    protected void updateItem(Action action, boolean empty) {
        super.updateItem(action, empty);
        if (empty || action == null) {
            setGraphic(null);
            return;
        }
        var group = new Label(action.group());
        group.getStyleClass().add(Styles.TEXT_MUTED);
        group.setMinWidth(80);
        var reason = new Label(action.whyNot().get());
        reason.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var keys = new Label(action.keys());
        keys.setMinWidth(Region.USE_PREF_SIZE);
        keys.getStyleClass().addAll("keys");
        // What says nothing takes no room from the name.
        keys.setManaged(!action.keys().isEmpty());
        keys.setVisible(keys.isManaged());
        reason.setManaged(!reason.getText().isEmpty());
        var line = new HBox(10, Icons.of(action.icon()), group, new Label(action.name()), reason, space, keys);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setOpacity(action.enabled() ? 1 : 0.55);
        line.setPrefWidth(0);
        setGraphic(line);
    }
}
