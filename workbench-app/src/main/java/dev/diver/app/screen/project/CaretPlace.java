package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Document;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** Where the caret of the active editor is, for the status bar. */
public final class CaretPlace {
    private final Label label = new Label();

    public CaretPlace(ObservableValue<Document> active) {
        label.setId("caret");
        label.setMinWidth(Region.USE_PREF_SIZE);
        active.subscribe(document -> {
            label.textProperty().unbind();
            label.setText("");
            if (document instanceof Editor editor) {
                var area = editor.area().area();
                label.textProperty()
                        .bind(Bindings.createStringBinding(
                                () -> "Ln " + (area.getCurrentParagraph() + 1) + ", Col " + (area.getCaretColumn() + 1),
                                area.caretPositionProperty()));
            }
        });
    }

    public Node node() {
        return label;
    }
}
