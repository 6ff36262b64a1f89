package dev.diver.app.screen.node;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.node.Node;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** A node in the list: its name, and its power as a word, since colours alone tell not everybody. */
final class NodeCell extends ListCell<Node> {
    private final NodeStates states;

    NodeCell(NodeStates states) {
        this.states = states;
        // As wide as the list: a long name is cut, and the power stays in sight.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(Node node, boolean empty) {
        super.updateItem(node, empty);
        if (empty || node == null) {
            setGraphic(null);
            return;
        }
        var word = states.word(node);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var power = new Label(
                NodeStates.isPower(word) ? word : word.endsWith("\u2026") || word.equals("no BMC") ? word : "unknown");
        power.setMinWidth(Region.USE_PREF_SIZE);
        power.getStyleClass().add(word.equals("on") ? "good" : Styles.TEXT_MUTED);
        var icon = Icons.of(word.equals("on") ? MaterialDesignS.SERVER_NETWORK : MaterialDesignS.SERVER_OFF, 16);
        var line = new HBox(8, icon, new Label(node.name()), space, power);
        line.setAlignment(Pos.CENTER_LEFT);
        setGraphic(line);
    }
}
