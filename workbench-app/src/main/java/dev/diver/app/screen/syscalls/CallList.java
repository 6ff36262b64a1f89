package dev.diver.app.screen.syscalls;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/** The bars; arrow keys walk them, hovering tells the exact numbers. */
final class CallList {
    private static final Duration SOON = Duration.millis(120);
    private static final Duration LONG = Duration.seconds(60);

    private final ListView<CallRow> list = new ListView<>();
    private final IntConsumer chosen;
    private int number = -1;
    private boolean filling;

    /** @param chosen is told the number of the call that was chosen */
    CallList(IntConsumer chosen) {
        this.chosen = chosen;
        list.setId("syscalls-list");
        list.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "calls");
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(new Label("No call of this kind."));
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !filling) {
                number = row.number();
                chosen.accept(number);
            }
        });
    }

    ListView<CallRow> node() {
        return list;
    }

    /** The call that is chosen, where there is any. */
    OptionalInt number() {
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    void choose(int call) {
        list.getItems().stream().filter(row -> row.number() == call).findFirst().ifPresent(row -> {
            list.getSelectionModel().select(row);
            list.scrollTo(row);
        });
    }

    /** Keeps the chosen call where it still is; else chooses the first. */
    void show(List<CallRow> rows, int runs) {
        filling = true;
        list.setFixedCellSize(BarPane.height(runs));
        list.getItems().setAll(rows);
        filling = false;
        var same = rows.stream().filter(row -> row.number() == number).findFirst();
        if (same.isPresent()) {
            filling = true;
            list.getSelectionModel().select(same.get());
            filling = false;
        } else if (!rows.isEmpty()) {
            list.getSelectionModel().select(0);
        }
    }

    private static final class Cell extends ListCell<CallRow> {
        private final BarPane pane = new BarPane();
        private final Tooltip tooltip = new Tooltip();

        Cell() {
            tooltip.setShowDelay(SOON);
            tooltip.setShowDuration(LONG);
            // The pane follows the list's width and never makes it scroll sideways.
            pane.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(CallRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                return;
            }
            pane.show(row);
            tooltip.setText(row.words());
            setGraphic(pane);
            setTooltip(tooltip);
            setAccessibleText(row.words());
        }
    }
}
