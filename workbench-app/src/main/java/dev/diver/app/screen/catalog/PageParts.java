package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Icons;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** What the pages of kernels and of nets are drawn with. */
final class PageParts {
    private PageParts() {}

    static Label label(String text, String... styles) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(styles);
        return label;
    }

    static Label heading(String text) {
        var label = label(text, Styles.TITLE_4);
        label.getStyleClass().add("section");
        return label;
    }

    static GridPane grid() {
        var grid = new GridPane(16, 8);
        var first = new ColumnConstraints(100);
        var second = new ColumnConstraints();
        second.setHgrow(Priority.ALWAYS);
        second.setMinWidth(0);
        grid.getColumnConstraints().addAll(first, second);
        return grid;
    }

    static void row(GridPane grid, String name, Node value) {
        var key = label(name, Styles.TEXT_MUTED);
        GridPane.setValignment(key, VPos.TOP);
        grid.addRow(grid.getRowCount(), key, value);
    }

    static void chip(FlowPane chips, String tag) {
        var chip = new Label(tag);
        chip.getStyleClass().add("chip");
        chips.getChildren().add(chip);
    }

    /** What is bad about all that is shown. */
    static HBox warning(String id, String text) {
        var words = label(text);
        words.setId(id);
        HBox.setHgrow(words, Priority.ALWAYS);
        var bar = new HBox(8, Icons.of(MaterialDesignA.ALERT_OUTLINE, 16, "warn"), words);
        bar.getStyleClass().addAll("editor-bar", "editor-question");
        return bar;
    }

    /** @param ids what the button's id begins with */
    static HBox digest(Bench bench, String ids, String digest) {
        var text = new Label(digest);
        text.getStyleClass().add("code-text");
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.SOMETIMES);
        var button = new Button(null, Icons.of(MaterialDesignC.CONTENT_COPY, 14));
        button.setId(ids + "-copy-digest");
        button.setAccessibleText("Copy the digest");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
        button.setOnAction(event -> {
            copy(digest);
            bench.notices().tell("Copied the digest.");
        });
        var line = new HBox(4, text, button);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
