package dev.diver.console.view;

import dev.diver.console.search.Query;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Where what is looked for is typed, with the choice of case and of expressions. */
final class QueryField extends HBox {

    /** Of the text that is typed: enough for a word. */
    static final double LEAST = 120;

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final TextField field = new TextField();
    private final ToggleButton matchCase = toggle("Aa", "Upper and lower case differ");
    private final ToggleButton expression = toggle(".*", "A regular expression");

    /** @param changed gets what is looked for whenever that changes; it may have a problem */
    QueryField(String prompt, boolean expressions, Consumer<Query> changed) {
        getStyleClass().add("console-query");
        field.setPromptText(prompt);
        field.setPrefColumnCount(18);
        field.setMinWidth(60);
        setMinWidth(0);
        HBox.setHgrow(field, Priority.ALWAYS);
        expression.setSelected(expressions);
        field.textProperty().addListener((property, was, is) -> changed.accept(query()));
        matchCase.selectedProperty().addListener((property, was, is) -> changed.accept(query()));
        expression.selectedProperty().addListener((property, was, is) -> changed.accept(query()));
        getChildren().setAll(field, matchCase, expression);
    }

    /** Those that a narrow bar can do without, what is wanted most first. */
    List<Region> options() {
        return List.of(expression, matchCase);
    }

    static ToggleButton toggle(String text, String tooltip) {
        ToggleButton button = new ToggleButton(text);
        button.setFocusTraversable(false);
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip(tooltip));
        button.setAccessibleText(tooltip);
        return button;
    }

    Query query() {
        return new Query(field.getText(), expression.isSelected(), matchCase.isSelected());
    }

    void tellWrong(boolean wrong) {
        field.pseudoClassStateChanged(WRONG, wrong);
    }

    void open(String text) {
        if (!text.isEmpty()) {
            field.setText(text);
        }
        field.requestFocus();
        field.selectAll();
    }
}
