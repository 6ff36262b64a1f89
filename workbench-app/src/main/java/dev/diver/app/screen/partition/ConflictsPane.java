package dev.diver.app.screen.partition;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.Conflict.Severity;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** All that is wrong with the plan, worst first, each with its ways out as buttons. */
final class ConflictsPane {
    private final PartitionModel model;
    private final Label title = new Label();
    private final ListView<Item> list = new ListView<>();
    private final VBox box = new VBox(6, title, list);

    private record Item(Conflict conflict, List<WayOut> ways) {}

    ConflictsPane(PartitionModel model) {
        this.model = model;
        title.setId("partition-verdict");
        title.getStyleClass().addAll(Styles.TEXT_BOLD);
        title.setMinHeight(Label.USE_PREF_SIZE);
        list.setId("partition-conflicts");
        list.getStyleClass().addAll("partition-conflicts", "edge-to-edge");
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(new Label());
        list.setAccessibleText("Conflicts");
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox.setVgrow(box, Priority.ALWAYS);
        var calm = new Calm(model, () -> show(model.checked().get()));
        model.checked().subscribe(checked -> calm.changed());
        list.getSelectionModel().selectedItemProperty().subscribe(this::point);
    }

    Node node() {
        return box;
    }

    void focus() {
        list.requestFocus();
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().select(0);
        }
    }

    private void show(PartitionModel.Checked checked) {
        var conflicts = checked.report().of(Severity.CONFLICT);
        var warnings = checked.report().of(Severity.WARNING);
        var items = java.util.stream.Stream.concat(conflicts.stream(), warnings.stream())
                .map(conflict -> new Item(conflict, checked.ways(conflict)))
                .toList();
        if (!items.equals(list.getItems())) {
            list.getItems().setAll(items);
        }
        title.setText(count(conflicts.size(), "conflict") + ", " + count(warnings.size(), "warning"));
        title.getStyleClass().removeAll("bad", "good-text", "warn");
        title.getStyleClass().add(!conflicts.isEmpty() ? "bad" : warnings.isEmpty() ? "good-text" : "warn");
        title.setGraphic(Icons.of(
                conflicts.isEmpty() ? MaterialDesignC.CHECK_CIRCLE_OUTLINE : MaterialDesignA.ALERT_CIRCLE_OUTLINE,
                16,
                !conflicts.isEmpty() ? "bad" : warnings.isEmpty() ? "good" : "warn"));
    }

    private static String count(int count, String what) {
        return (count == 0 ? "no " : count + " ") + what + (count == 1 ? "" : "s");
    }

    /** The memory that a conflict is about, as if it had been clicked. */
    private void point(Item item) {
        if (item != null) {
            Place.of(item.conflict().where())
                    .rangeIn(model.plan().get())
                    .ifPresent(range -> model.select(java.util.Optional.of(range)));
        }
    }

    /** Pixels beside a message: icon, bar to scroll, edges. */
    private static final double AROUND = 52;

    private final class Cell extends ListCell<Item> {
        private final Label message = new Label();
        private final FlowPane ways = new FlowPane(6, 4);
        private final VBox content = new VBox(5, message, ways);
        private final HBox line = new HBox(8);

        Cell() {
            message.setWrapText(true);
            message.getStyleClass().add(Styles.TEXT_SMALL);
            ways.managedProperty().bind(ways.visibleProperty());
            HBox.setHgrow(content, Priority.ALWAYS);
            content.setMinWidth(0);
            setPrefWidth(0);
            message.setMinHeight(USE_PREF_SIZE);
            content.setMaxWidth(USE_PREF_SIZE);
        }

        /** Wrapped text: as high as it needs at this width. */
        @Override
        protected double computePrefHeight(double width) {
            if (isEmpty()) {
                return 24;
            }
            var room = Math.max(80, list.getWidth() - AROUND);
            content.setPrefWidth(room);
            ways.setPrefWrapLength(room);
            return 18 + message.prefHeight(room) + (ways.isVisible() ? 5 + ways.prefHeight(room) : 0);
        }

        @Override
        protected void updateItem(Item item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            var hard = item.conflict().severity() == Severity.CONFLICT;
            var icon = Icons.of(hard ? MaterialDesignA.ALERT_CIRCLE : MaterialDesignA.ALERT, 15, hard ? "bad" : "warn");
            message.setText(
                    item.ways().isEmpty()
                            ? item.conflict().text()
                            : item.conflict().message());
            ways.getChildren().setAll(item.ways().stream().map(this::button).toList());
            ways.setVisible(!item.ways().isEmpty());
            line.getChildren().setAll(icon, content);
            setAccessibleText(
                    (hard ? "Conflict: " : "Warning: ") + item.conflict().text());
            setGraphic(line);
        }

        private Button button(WayOut way) {
            var button = new Button(way.name());
            button.getStyleClass().addAll(Styles.SMALL, "way-out");
            button.setOnAction(event -> model.apply(way.edit()));
            return button;
        }
    }
}
