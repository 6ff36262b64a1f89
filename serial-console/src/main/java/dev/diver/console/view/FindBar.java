package dev.diver.console.view;

import dev.diver.console.search.Query;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Where the text to be found is typed. */
final class FindBar extends FittingBar {

    private static final double WIDEST = 420;

    private final QueryField field;
    private final Label message = new Label();

    /**
     * @param changed gets what is looked for with each letter
     * @param step goes to the next place; true for downwards
     */
    FindBar(Consumer<Query> changed, Consumer<Boolean> step, Runnable close) {
        getStyleClass().addAll("console-bar", "console-find");
        field = new QueryField("Find", false, changed);
        field.setMaxWidth(WIDEST);
        HBox.setHgrow(field, Priority.ALWAYS);
        message.getStyleClass().add("console-bar-message");
        message.setMinWidth(USE_PREF_SIZE);
        Button previous = BarButtons.of("▲", "Previous (Enter)", () -> step.accept(false));
        Button next = BarButtons.of("▼", "Next (Shift+Enter)", () -> step.accept(true));
        fit(
                QueryField.LEAST,
                Stream.of(List.<Region>of(previous, next), field.options(), List.<Region>of(message))
                        .flatMap(List::stream)
                        .toList());
        getChildren()
                .setAll(
                        field,
                        previous,
                        next,
                        message,
                        BarButtons.space(),
                        BarButtons.of("✕", "Close (Escape)", close));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close.run();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER) {
                step.accept(event.isShiftDown());
                event.consume();
            }
        });
        setVisible(false);
        managedProperty().bind(visibleProperty());
    }

    Query query() {
        return field.query();
    }

    void open(String text) {
        setVisible(true);
        field.open(text);
    }

    /** @param wrong whether it is about a mistake */
    void tell(String text, boolean wrong) {
        message.setText(text);
        field.tellWrong(wrong);
    }

    String message() {
        return message.getText();
    }
}
