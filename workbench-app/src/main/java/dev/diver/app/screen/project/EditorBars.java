package dev.diver.app.screen.project;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.search.FindBar;
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
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The bars above an editor: a question about its file, find and replace, go to line. */
final class EditorBars {
    private final CodeArea area;
    private final VBox box = new VBox();
    private final FindBar finding;
    private final TextField line = new TextField();
    private final Label result = new Label();
    private final HBox going;
    private final HBox question = new HBox(10);

    /** A button of a question. */
    record Answer(String name, Runnable run) {}

    EditorBars(CodeArea area) {
        this.area = area;
        finding = new FindBar(area, this::close);
        line.setId("editor-line-field");
        line.setPromptText("Line, or line:column");
        result.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        going = new HBox(6, line, result, space(), closeButton());
        going.setAlignment(Pos.CENTER_LEFT);
        going.getStyleClass().add("editor-bar");
        question.setAlignment(Pos.CENTER_LEFT);
        question.getStyleClass().addAll("editor-bar", "editor-question");
        line.textProperty().subscribe((was, is) -> typed());
        line.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE || event.getCode() == KeyCode.ENTER) {
                close();
                event.consume();
            }
        });
    }

    Region node() {
        return box;
    }

    void find() {
        show(finding.node());
        finding.open(false);
    }

    void replace() {
        show(finding.node());
        finding.open(true);
    }

    void goTo() {
        line.clear();
        show(going);
        line.requestFocus();
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

    /** Says something of the file that stays as long as it is open. */
    void note(String text) {
        var note = new HBox(new Label(text));
        note.getStyleClass().addAll("editor-bar", "editor-note");
        box.getChildren().addFirst(note);
    }

    void quiet() {
        box.getChildren().remove(question);
    }

    private void show(Region bar) {
        box.getChildren().removeAll(finding.node(), going);
        box.getChildren().add(bar);
    }

    private void close() {
        box.getChildren().removeAll(finding.node(), going);
        area.requestFocus();
    }

    private void typed() {
        var parts = line.getText().strip().split(":", -1);
        try {
            var number = Integer.parseInt(parts[0]);
            var paragraph = Math.clamp(number - 1L, 0, area.getParagraphs().size() - 1);
            var column = parts.length > 1 && !parts[1].isEmpty() ? Integer.parseInt(parts[1]) - 1 : 0;
            area.moveTo(paragraph, Math.clamp(column, 0, area.getParagraphLength(paragraph)));
            area.showParagraphAtCenter(paragraph);
            result.setText("");
        } catch (NumberFormatException e) {
            result.setText(line.getText().isEmpty() ? "" : "Type a number.");
        }
    }

    private Button closeButton() {
        var button = new Button(null, Icons.of(MaterialDesignC.CLOSE));
        button.setAccessibleText("Close");
        button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
        button.setOnAction(event -> close());
        return button;
    }

    private static Node space() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
