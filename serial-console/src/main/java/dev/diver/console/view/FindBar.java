package dev.diver.console.view;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Where the text to be found is typed. Lies over the console, so that opening it rewraps nothing. */
final class FindBar extends HBox {

    private final TextField field = new TextField();
    private final Label message = new Label();

    /**
     * @param typed gets the text with each letter
     * @param find gets the text and whether to go downwards
     */
    FindBar(Consumer<String> typed, BiConsumer<String, Boolean> find, Runnable close) {
        getStyleClass().add("console-find");
        field.setPromptText("Find");
        field.setPrefColumnCount(18);
        field.textProperty().addListener((property, was, is) -> typed.accept(is));
        field.setOnAction(event -> find.accept(field.getText(), false));
        message.getStyleClass().add("console-find-message");
        Button up = button("▲", "Previous (Enter)", () -> find.accept(field.getText(), false));
        Button down = button("▼", "Next (Shift+Enter)", () -> find.accept(field.getText(), true));
        Button end = button("✕", "Close (Escape)", close);
        getChildren().setAll(field, message, up, down, end);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close.run();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && event.isShiftDown()) {
                find.accept(field.getText(), true);
                event.consume();
            }
        });
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setVisible(false);
    }

    private static Button button(String text, String tooltip, Runnable action) {
        Button button = new Button(text);
        button.setFocusTraversable(false);
        button.setTooltip(new Tooltip(tooltip));
        button.setAccessibleText(tooltip);
        button.setOnAction(event -> action.run());
        return button;
    }

    void open(String text) {
        setVisible(true);
        if (!text.isEmpty()) {
            field.setText(text);
        }
        field.requestFocus();
        field.selectAll();
        tell("");
    }

    void tell(String text) {
        message.setText(text);
    }
}
