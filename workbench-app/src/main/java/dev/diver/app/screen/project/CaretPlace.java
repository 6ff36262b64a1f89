package dev.diver.app.screen.project;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Document;
import dev.diver.core.build.Diagnostic;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.fxmisc.richtext.CodeArea;

/** Where the caret of the active editor is, for the status bar. */
public final class CaretPlace {
    private final Button label = new Button();

    public CaretPlace(ObservableValue<Document> active) {
        label.setId("caret");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "status-button");
        label.setTooltip(new Tooltip("Go to line\u2026"));
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        label.setOnAction(event -> {
            if (active.getValue() instanceof Editor editor) {
                editor.goTo();
            }
        });
        active.subscribe(document -> {
            label.textProperty().unbind();
            label.setText("");
            if (document instanceof Editor editor) {
                var area = editor.area().area();
                label.textProperty()
                        .bind(Bindings.createStringBinding(
                                () -> "Ln %d, Col %d".formatted(area.getCurrentParagraph() + 1, column(area)),
                                area.caretPositionProperty()));
            }
        });
    }

    /** As the compiler counts, so that it is the one in the list of problems. */
    private static int column(CodeArea area) {
        return Diagnostic.column(area.getText(area.getCurrentParagraph()), area.getCaretColumn());
    }

    public Node node() {
        return label;
    }
}
