package dev.diver.app.screen.common;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;

/** What a view shows while it has nothing: what it is for, and the first step. */
public final class EmptyState {
    private EmptyState() {}

    public static VBox of(Ikon icon, String title, String text, Node... steps) {
        var heading = new Label(title);
        heading.getStyleClass().add(Styles.TITLE_4);
        heading.setWrapText(true);
        var body = new Label(text);
        body.setWrapText(true);
        body.setMaxWidth(420);
        body.getStyleClass().addAll(Styles.TEXT_MUTED, "centred");
        var buttons = new HBox(8, steps);
        buttons.setAlignment(Pos.CENTER);
        var box = new VBox(12, Icons.of(icon, 44, "empty-icon"), heading, body, buttons);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("empty-state");
        return box;
    }
}
