package dev.diver.app.screen.search;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBoxTreeItem;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.control.cell.CheckBoxTreeCell;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

/** Places that were found, by file; one opens by a click or Enter. Files can be left out of what is done with them. */
final class ResultsTree {
    private static final double ROW_HEIGHT = 26;

    private final TreeView<Row> tree = new TreeView<>(new TreeItem<>());
    private final Opener opener;

    /** A line of the tree. */
    private sealed interface Row {
        record File(String name, int count) implements Row {}

        record Place(Hit hit) implements Row {}
    }

    ResultsTree(String id, Opener opener, String whenEmpty) {
        this.opener = opener;
        tree.setId(id);
        tree.setShowRoot(false);
        tree.setFixedCellSize(ROW_HEIGHT);
        tree.getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "results");
        tree.setAccessibleText(whenEmpty);
        tree.setOnMouseClicked(event -> open());
        tree.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open();
            }
        });
    }

    /** With a box before each file, to choose it. */
    ResultsTree choosing() {
        tree.setCellFactory(view -> new RowCell());
        return this;
    }

    ResultsTree showing() {
        tree.setCellFactory(view -> new PlainCell());
        return this;
    }

    TreeView<?> node() {
        return tree;
    }

    void clear() {
        tree.getRoot().getChildren().clear();
    }

    /** @param name how a file is called */
    void add(List<Hit> hits, Function<Path, String> name) {
        var file = new CheckBoxTreeItem<Row>(
                new Row.File(name.apply(hits.getFirst().file()), hits.size()), null, true);
        file.setExpanded(true);
        var places = new ArrayList<TreeItem<Row>>();
        for (var hit : hits) {
            var place = new CheckBoxTreeItem<Row>(new Row.Place(hit), null, true);
            places.add(place);
        }
        file.getChildren().setAll(places);
        tree.getRoot().getChildren().add(file);
    }

    /** Those that are not left out. */
    List<Hit> chosen() {
        var hits = new ArrayList<Hit>();
        for (var file : tree.getRoot().getChildren()) {
            for (var place : file.getChildren()) {
                if (place.getValue() instanceof Row.Place(var hit)
                        && place instanceof CheckBoxTreeItem<Row> box
                        && box.isSelected()) {
                    hits.add(hit);
                }
            }
        }
        return hits;
    }

    private void open() {
        var item = tree.getSelectionModel().getSelectedItem();
        if (item != null && item.getValue() instanceof Row.Place(var hit)) {
            opener.open(hit.file(), hit.line(), hit.from());
        }
    }

    private static HBox shown(Row row) {
        return switch (row) {
            case Row.File(var name, var count) ->
                row(new Label(name), label(Integer.toString(count), Styles.TEXT_MUTED, Styles.TEXT_SMALL));
            case Row.Place(var hit) -> {
                var number = label(Integer.toString(hit.line() + 1), Styles.TEXT_MUTED, "code-text", "result-line");
                yield row(number, line(hit));
            }
        };
    }

    private static HBox row(Node... nodes) {
        var row = new HBox(8, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** The line without its indentation, the place in it marked. */
    private static HBox line(Hit hit) {
        var text = hit.text().replace('\t', ' ');
        var begin = text.length() - text.stripLeading().length();
        var from = Math.clamp(hit.from(), begin, text.length());
        var to = Math.clamp(hit.to(), from, text.length());
        return new HBox(
                label(text.substring(begin, from), "code-text"),
                label(text.substring(from, to), "code-text", "result-found"),
                label(text.substring(to), "code-text"));
    }

    private static Label label(String text, String... styles) {
        var label = new Label(text);
        label.setMinWidth(Label.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    private static final class RowCell extends CheckBoxTreeCell<Row> {
        @Override
        public void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            if (!empty && row != null) {
                setGraphic(row(getGraphic(), shown(row)));
            }
        }
    }

    private static final class PlainCell extends javafx.scene.control.TreeCell<Row> {
        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            setGraphic(empty || row == null ? null : shown(row));
        }
    }
}
