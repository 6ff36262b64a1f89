package dev.diver.app.screen.project;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Icons;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fxmisc.richtext.CodeArea;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The bars above an editor: a question about its file, find, go to line. */
final class EditorBars {
    private final CodeArea area;
    private final VBox box = new VBox();
    private final TextField field = new TextField();
    private final Label result = new Label();
    private final HBox finding;
    private final HBox question = new HBox(10);
    private boolean toLine;

    /** A button of a question. */
    record Answer(String name, Runnable run) {}

    EditorBars(CodeArea area) {
        this.area = area;
        field.setId("editor-find-field");
        HBox.setHgrow(field, Priority.SOMETIMES);
        field.setMaxWidth(360);
        result.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        finding = new HBox(
                6,
                field,
                button("Previous", MaterialDesignC.CHEVRON_UP, () -> step(false)),
                button("Next", MaterialDesignC.CHEVRON_DOWN, () -> step(true)),
                result,
                space(),
                button("Close", MaterialDesignC.CLOSE, this::close));
        finding.setAlignment(Pos.CENTER_LEFT);
        finding.getStyleClass().add("editor-bar");
        question.setAlignment(Pos.CENTER_LEFT);
        question.getStyleClass().addAll("editor-bar", "editor-question");
        field.textProperty().subscribe((was, is) -> typed());
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER) {
                enter(event.isShiftDown());
                event.consume();
            }
        });
    }

    Region node() {
        return box;
    }

    void find() {
        open(false, "Find", area.getSelectedText().lines().findFirst().orElse(field.getText()));
    }

    void goTo() {
        open(true, "Line, or line:column", "");
    }

    /** Asks something about the file; any answer closes the question. */
    void ask(String text, Answer... answers) {
        question.getChildren().setAll(new Label(text), space());
        for (var answer : answers) {
            var button = new Button(answer.name());
            button.getStyleClass().add(Styles.SMALL);
            button.setOnAction(event -> {
                answer.run().run();
                quiet();
            });
            question.getChildren().add(button);
        }
        if (!box.getChildren().contains(question)) {
            box.getChildren().addFirst(question);
        }
    }

    void quiet() {
        box.getChildren().remove(question);
    }

    private void open(boolean line, String prompt, String text) {
        toLine = line;
        field.setPromptText(prompt);
        field.setText(text);
        if (!box.getChildren().contains(finding)) {
            box.getChildren().add(finding);
        }
        field.requestFocus();
        field.selectAll();
    }

    private void close() {
        box.getChildren().remove(finding);
        area.requestFocus();
    }

    private void enter(boolean backwards) {
        if (toLine) {
            close();
        } else {
            step(!backwards);
        }
    }

    private void typed() {
        if (!toLine) {
            area.moveTo(area.getSelection().getStart());
            step(true);
            return;
        }
        var parts = field.getText().strip().split(":", -1);
        try {
            var line = Integer.parseInt(parts[0]);
            var paragraph = Math.clamp(line - 1L, 0, area.getParagraphs().size() - 1);
            var column = parts.length > 1 && !parts[1].isEmpty() ? Integer.parseInt(parts[1]) - 1 : 0;
            area.moveTo(paragraph, Math.clamp(column, 0, area.getParagraphLength(paragraph)));
            area.showParagraphAtCenter(paragraph);
            result.setText("");
        } catch (NumberFormatException e) {
            result.setText(field.getText().isEmpty() ? "" : "Type a number.");
        }
    }

    private void step(boolean forwards) {
        var wanted = field.getText().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            result.setText("");
            return;
        }
        var text = area.getText().toLowerCase(Locale.ROOT);
        var selection = area.getSelection();
        var at = forwards
                ? text.indexOf(wanted, selection.getLength() > 0 ? selection.getStart() + 1 : selection.getStart())
                : text.lastIndexOf(wanted, selection.getStart() - 1);
        if (at < 0) {
            at = forwards ? text.indexOf(wanted) : text.lastIndexOf(wanted);
        }
        if (at < 0) {
            result.setText("not found");
            return;
        }
        result.setText("");
        area.selectRange(at, at + wanted.length());
        area.requestFollowCaret();
    }

    private static Button button(String name, Ikon icon, Runnable run) {
        var button = new Button(null, Icons.of(icon));
        button.setAccessibleText(name);
        button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
        button.setOnAction(event -> run.run());
        return button;
    }

    private static Node space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
