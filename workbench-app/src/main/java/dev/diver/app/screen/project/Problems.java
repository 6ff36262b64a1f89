package dev.diver.app.screen.project;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Document;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.build.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** All that is wrong with the open nets: of {@code net.toml}, and what the last builds said. */
final class Problems implements Document {
    static final String ID = "problems";
    private final Projects projects;
    private final Editors editors;
    private final ListView<Row> list = new ListView<>();
    private final StringProperty title = new SimpleStringProperty("Problems");
    private final List<Project> watched = new ArrayList<>();

    record Row(Project project, Path file, Spot spot, Diagnostic.Severity severity, String message) {
        String place() {
            return (file.startsWith(project.directory()) ? project.directory().relativize(file) : file)
                    + (spot.line() > 0 ? ":" + spot.line() : "")
                    + (spot.column() > 0 ? ":" + spot.column() : "");
        }
    }

    Problems(Projects projects, Editors editors) {
        this.projects = projects;
        this.editors = editors;
        list.setId("problems");
        list.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE);
        list.setCellFactory(view -> new RowCell());
        list.setPlaceholder(EmptyState.of(
                MaterialDesignC.CHECK_CIRCLE_OUTLINE,
                "No problems",
                "What compiler, linker, clangd and net.toml have to say appears here."));
        list.setOnMouseClicked(event -> openSelected());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                openSelected();
            }
        });
        projects.all().addListener((ListChangeListener<Project>) change -> watch());
        watch();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ObservableValue<String> title() {
        return title;
    }

    @Override
    public Ikon icon() {
        return MaterialDesignA.ALERT_OUTLINE;
    }

    @Override
    public Node content() {
        return list;
    }

    @Override
    public Place place() {
        return Place.BOTTOM;
    }

    @Override
    public void focus() {
        if (!list.getItems().isEmpty()) {
            list.requestFocus();
        }
    }

    private void watch() {
        for (var project : projects.all()) {
            if (!watched.contains(project)) {
                watched.add(project);
                InvalidationListener changed = observable -> show();
                project.diagnostics().addListener(changed);
                project.netProblems().addListener(changed);
                project.live().addListener(changed);
            }
        }
        show();
    }

    private void show() {
        var rows = projects.all().stream()
                .flatMap(project -> rows(project).stream())
                .toList();
        if (!rows.equals(list.getItems())) {
            list.getItems().setAll(rows);
        }
        title.set(rows.isEmpty() ? "Problems" : "Problems (" + rows.size() + ")");
    }

    static List<Row> rows(Project project) {
        return Findings.of(project).stream()
                .map(found -> new Row(project, found.file(), found.spot(), found.severity(), found.message()))
                .toList();
    }

    private void openSelected() {
        var row = list.getSelectionModel().getSelectedItem();
        if (row != null) {
            editors.open(row.project(), row.file(), row.spot());
        }
    }

    private static final class RowCell extends ListCell<Row> {
        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            var icon = switch (row.severity()) {
                case ERROR -> Icons.of(MaterialDesignA.ALERT_CIRCLE_OUTLINE, 15, "bad");
                case WARNING -> Icons.of(MaterialDesignA.ALERT_OUTLINE, 15, "warn");
                case NOTE -> Icons.of(MaterialDesignI.INFORMATION_OUTLINE, 15);
            };
            var place = new Label(row.place());
            place.getStyleClass().addAll(Styles.TEXT_MUTED, "code-text");
            place.setMinWidth(Region.USE_PREF_SIZE);
            var line = new HBox(8, icon, new Label(row.message()), place);
            line.setAlignment(Pos.CENTER_LEFT);
            setGraphic(line);
        }
    }
}
