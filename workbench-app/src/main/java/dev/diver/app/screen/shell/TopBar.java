package dev.diver.app.screen.shell;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Icons;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/** The line at the top: the product, the current net, and the way to everything else. */
final class TopBar {
    private final HBox box;

    TopBar(Node menu, Node projectBar, Action palette) {
        var name = new Label("Diver", Icons.of(MaterialDesignD.DIVING_SCUBA_MASK, 22, "logo"));
        name.getStyleClass().addAll(Styles.TITLE_4, "product");
        name.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var keys = new Label(palette.keys());
        keys.getStyleClass().add("keys");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        var anything = new Button(palette.name(), keys);
        anything.setId("palette-open");
        anything.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        anything.setGraphicTextGap(14);
        anything.setMinWidth(Region.USE_PREF_SIZE);
        anything.getStyleClass().add("palette-open");
        anything.setOnAction(event -> palette.run().run());
        HBox.setHgrow(projectBar, Priority.SOMETIMES);
        box = new HBox(10, menu, name, projectBar, space, anything);
        box.setId("top");
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("top");
    }

    Region node() {
        return box;
    }
}
