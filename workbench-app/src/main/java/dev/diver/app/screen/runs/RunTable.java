package dev.diver.app.screen.runs;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.dive.Outcomes;
import dev.diver.core.run.RunRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
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
    /** Below these widths a column goes, so that the reason can be read: all of it is on the run's page. */
    private static final Map<String, Integer> LEAST_WIDTHS =
            Map.of("Status", 900, "Mode", 800, "Lasted", 720, "Kernel", 760);

    private final TableView<RunRecord> table = new TableView<>();

    RunTable(FilteredList<RunRecord> runs, Consumer<RunRecord> open) {
        table.setId("runs-table");
        table.getStyleClass().addAll(Styles.STRIPED, Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        var sorted = new SortedList<>(runs);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getColumns().add(outcome());
        table.getColumns().add(column("Net", 76, 150, 320, RunRecord::net, text -> text));
        table.getColumns().add(column("Kernel", 112, 170, 320, RunRecord::kernel, text -> text));
        table.getColumns().add(column("Mode", 62, 62, 150, run -> run.mode().word(), text -> text));
        table.getColumns()
                .add(column(
                        "Started", 148, 148, 160, RunRecord::started, moment -> Words.moment(moment, Instant.now())));
        table.getColumns().add(column("Lasted", 70, 80, 110, RunTable::lasted, RunTable::lasting));
        table.getColumns()
                .add(column(
                        "Status",
                        66,
                        66,
                        76,
                        run -> run.exitCode().isPresent() ? run.exitCode().getAsInt() : -1,
                        code -> code < 0 ? "" : String.valueOf(code)));
        table.getColumns().add(column("Reason", 190, 240, 4000, RunRecord::reason, text -> text));
        table.widthProperty()
                .subscribe(width -> table.getColumns()
                        .forEach(column -> column.setVisible(width.doubleValue() == 0
                                || width.doubleValue() >= LEAST_WIDTHS.getOrDefault(column.getText(), 0))));
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
        column.setPrefWidth(114);
        column.setMinWidth(108);
        column.setMaxWidth(120);
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
            String name,
            double least,
            double width,
            double most,
            Function<RunRecord, T> value,
            Function<T, String> text) {
        var column = new TableColumn<RunRecord, T>(name);
        column.setPrefWidth(width);
        column.setMinWidth(least);
        column.setMaxWidth(most);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(value.apply(features.getValue())));
        column.setCellFactory(view -> CutText.tell(new TableCell<>() {
            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? null : text.apply(item));
            }
        }));
        return column;
    }
}
