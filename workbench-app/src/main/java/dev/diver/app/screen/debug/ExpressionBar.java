package dev.diver.app.screen.debug;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where a panel asks which address it shows; below it what is wrong with that. */
final class ExpressionBar {
    private final TextField field = new TextField();
    private final Label note = new Label();
    private final HBox line;
    private final VBox box;

    /** @param given is run when the person has typed another one */
    ExpressionBar(String id, String prompt, String first, Consumer<String> given) {
        field.setId(id);
        field.setPromptText(prompt);
        field.setText(first);
        field.getStyleClass().addAll(Styles.SMALL, "code-text");
        field.setOnAction(event -> given.accept(field.getText().strip()));
        field.setPrefColumnCount(16);
        HBox.setHgrow(field, Priority.ALWAYS);
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.setId(id + "-note");
        note.managedProperty().bind(note.textProperty().isNotEmpty());
        line = new HBox(6, field);
        line.setAlignment(Pos.CENTER_LEFT);
        box = new VBox(4, line, note);
        box.getStyleClass().add("debug-expression");
    }

    /** Something beside the field. */
    void add(Node node) {
        line.getChildren().add(node);
    }

    Region node() {
        return box;
    }

    String expression() {
        return field.getText().strip();
    }

    void expression(String text) {
        field.setText(text);
    }

    /** What stands below the field; empty for nothing. */
    void note(String text, boolean bad) {
        note.setText(text);
        note.getStyleClass().removeAll("bad", Styles.TEXT_MUTED);
        note.getStyleClass().add(bad ? "bad" : Styles.TEXT_MUTED);
    }
}
