package dev.diver.console.view;

import dev.diver.console.search.Query;
import java.util.List;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** Where it is typed which lines are seen. While it is open with something in it, others are not. */
final class FilterBar extends FittingBar {

    /** Each change goes through all that was said: not with each letter of a word. */
    private static final Duration PAUSE = Duration.millis(200);

    private static final double WIDEST = 420;

    private final QueryField field;
    private final ToggleButton hides = QueryField.toggle("Hide", "Lines that match are hidden, and all others seen");
    private final Label message = new Label();
    private final PauseTransition pause = new PauseTransition(PAUSE);
    private final Apply apply;

    /** Shows only lines that match, or those that do not. */
    @FunctionalInterface
    interface Apply {
        void filter(Query query, boolean hides);
    }

    FilterBar(Apply apply, Runnable close) {
        this.apply = apply;
        getStyleClass().addAll("console-bar", "console-filter");
        field = new QueryField("Only lines with…", true, query -> pause.playFromStart());
        field.setMaxWidth(WIDEST);
        HBox.setHgrow(field, Priority.ALWAYS);
        hides.selectedProperty().addListener((property, was, is) -> pause.playFromStart());
        pause.setOnFinished(event -> applyNow());
        message.getStyleClass().add("console-bar-message");
        fit(
                QueryField.LEAST,
                Stream.of(List.<Region>of(hides), field.options(), List.<Region>of(message))
                        .flatMap(List::stream)
                        .toList());
        getChildren()
                .setAll(
                        field,
                        hides,
                        message,
                        BarButtons.space(),
                        BarButtons.of("✕", "Show all lines (Escape)", close));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close.run();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER) {
                applyNow();
                event.consume();
            }
        });
        setVisible(false);
        managedProperty().bind(visibleProperty());
    }

    private void applyNow() {
        pause.stop();
        if (!isVisible()) {
            return;
        }
        Query query = field.query();
        String problem = query.problem();
        field.tellWrong(!problem.isEmpty());
        message.setText(problem);
        if (problem.isEmpty()) {
            apply.filter(query, hides.isSelected());
        }
    }

    void open(String text) {
        setVisible(true);
        field.open(text);
        applyNow();
    }

    void close() {
        setVisible(false);
        pause.stop();
    }
}
