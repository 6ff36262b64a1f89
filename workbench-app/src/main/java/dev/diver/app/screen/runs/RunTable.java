package dev.diver.app.screen.runs;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.dive.Outcomes;
import dev.diver.core.run.RunRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

/** The table of runs; only the rows that are seen have cells. */
final class RunTable {
    private final TableView<RunRecord> table = new TableView<>();

    RunTable(FilteredList<RunRecord> runs, Consumer<RunRecord> open) {
        table.setId("runs-table");
        table.getStyleClass().addAll(Styles.STRIPED, Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var sorted = new SortedList<>(runs);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getColumns().add(outcome());
        table.getColumns().add(column("Net", 150, RunRecord::net, text -> text));
        table.getColumns().add(column("Kernel", 170, RunRecord::kernel, text -> text));
        table.getColumns().add(column("Mode", 60, run -> run.mode().word(), text -> text));
        table.getColumns()
                .add(column("Started", 120, RunRecord::started, moment -> Words.moment(moment, Instant.now())));
        table.getColumns().add(column("Lasted", 80, RunTable::lasted, RunTable::lasting));
        table.getColumns()
                .add(column(
                        "Status",
                        76,
                        run -> run.exitCode().isPresent() ? run.exitCode().getAsInt() : -1,
                        code -> code < 0 ? "" : String.valueOf(code)));
        table.getColumns().add(column("Reason", 200, RunRecord::reason, text -> text));
        table.setRowFactory(view -> row(open));
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                selected().ifPresent(open);
            }
        });
    }

    TableView<RunRecord> node() {
        return table;
    }

    Optional<RunRecord> selected() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
    }

    void onSelection(Runnable changed) {
        table.getSelectionModel().selectedItemProperty().subscribe(run -> changed.run());
    }

    private static TableRow<RunRecord> row(Consumer<RunRecord> open) {
        var row = new TableRow<RunRecord>();
        row.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && !row.isEmpty()) {
                open.accept(row.getItem());
            }
        });
        return row;
    }

    private static long lasted(RunRecord run) {
        return run.timeline().endedMs().orElse(-1);
    }

    private static String lasting(long millis) {
        return millis < 0 ? "" : Words.millis(millis);
    }

    private static TableColumn<RunRecord, RunRecord> outcome() {
        var column = new TableColumn<RunRecord, RunRecord>("Outcome");
        column.setPrefWidth(110);
        column.setMinWidth(104);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        column.setComparator(Comparator.comparing(Outcomes::word));
        column.setCellFactory(view -> new TableCell<>() {
            @Override
            protected void updateItem(RunRecord run, boolean empty) {
                super.updateItem(run, empty);
                getStyleClass().removeIf(style -> style.startsWith("outcome"));
                if (empty || run == null) {
                    setText(null);
                    setGraphic(null);
                    return;
                }
                setText(Outcomes.word(run));
                setGraphic(Icons.of(Outcomes.icon(run), 15));
                getStyleClass().addAll("outcome", Outcomes.style(run));
            }
        });
        return column;
    }

    private static <T extends Comparable<T>> TableColumn<RunRecord, T> column(
            String name, double width, Function<RunRecord, T> value, Function<T, String> text) {
        var column = new TableColumn<RunRecord, T>(name);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 76));
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(value.apply(features.getValue())));
        column.setCellFactory(view -> new TableCell<>() {
            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : text.apply(item));
            }
        });
        return column;
    }
}
