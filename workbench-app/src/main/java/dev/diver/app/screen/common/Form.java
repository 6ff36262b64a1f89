package dev.diver.app.screen.common;

import java.io.File;
import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;

/** Names at the left, fields at the right. */
public final class Form {
    private final GridPane grid = new GridPane(14, 10);

    public Form() {}

    /** @param names width of what stands at the left, so that forms below each other align */
    public Form(double names) {
        grid.getColumnConstraints().add(new ColumnConstraints(names));
    }

    public GridPane node() {
        return grid;
    }

    /** A line that is read aloud with its name. */
    public Form row(String name, Node field) {
        var label = new Label(name);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(field);
        if (field instanceof Label || field instanceof TextArea || field instanceof Pane) {
            // Beside the first line, of perhaps many.
            GridPane.setValignment(label, VPos.TOP);
            label.setPadding(new Insets(field instanceof Label ? 0 : 7, 0, 0, 0));
        }
        GridPane.setHgrow(field, Priority.ALWAYS);
        grid.addRow(grid.getRowCount(), label, field);
        return this;
    }

    /** Below the field before it, what that means. */
    public Form help(String text) {
        return wide(wrapped(text, atlantafx.base.theme.Styles.TEXT_MUTED, atlantafx.base.theme.Styles.TEXT_SMALL));
    }

    /** In the column of the fields. */
    public Form wide(Node field) {
        GridPane.setHgrow(field, Priority.ALWAYS);
        grid.add(field, 1, grid.getRowCount());
        return this;
    }

    public static TextField field(String id, String prompt) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        return field;
    }

    public static String text(TextField field) {
        return field.getText() == null ? "" : field.getText().strip();
    }

    /** A field for a file, and a button that looks for one. */
    public static HBox file(TextField field, String title) {
        var choose = new Button("Choose\u2026");
        choose.setId(field.getId() + "-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(event -> {
            var chooser = new FileChooser();
            chooser.setTitle(title);
            var given = text(field).isEmpty() ? null : new File(text(field)).getParentFile();
            if (given != null && given.isDirectory()) {
                chooser.setInitialDirectory(given);
            }
            var file = chooser.showOpenDialog(choose.getScene().getWindow());
            if (file != null) {
                field.setText(file.getPath());
            }
        });
        HBox.setHgrow(field, Priority.ALWAYS);
        return new HBox(8, field, choose);
    }

    public static Label wrapped(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }
}
