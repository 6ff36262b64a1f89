package dev.diver.console.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** A sentence over the console, with what can be done about it. Not there while there is nothing to say. */
final class NoticeBar extends HBox {

    private final Label text = new Label();

    NoticeBar(String id) {
        setId(id);
        getStyleClass().addAll("console-bar", "console-notice");
        text.setMinWidth(0);
        getChildren().add(text);
        setVisible(false);
        managedProperty().bind(visibleProperty());
    }

    NoticeBar with(Button button) {
        getChildren().add(button);
        return this;
    }

    /** @return whether its size may have changed */
    boolean tell(String sentence) {
        boolean changed = !sentence.equals(text.getText()) || isVisible() == sentence.isEmpty();
        text.setText(sentence);
        setVisible(!sentence.isEmpty());
        return changed;
    }

    String text() {
        return isVisible() ? text.getText() : "";
    }
}
