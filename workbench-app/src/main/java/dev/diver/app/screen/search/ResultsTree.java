package dev.diver.app.screen.search;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.CheckBoxTreeItem;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.control.cell.CheckBoxTreeCell;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Places that were found, by file; one opens by a click or Enter. Files can be left out of what is done with them. */
final class ResultsTree {
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
            case Row.File(var name, var count) -> {
                var number = new Label(Integer.toString(count));
                number.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
                yield new HBox(8, new Label(name), number);
            }
            case Row.Place(var hit) -> {
                var number = new Label(Integer.toString(hit.line() + 1));
                number.getStyleClass().addAll(Styles.TEXT_MUTED, "code-text", "result-line");
                yield new HBox(8, number, line(hit));
            }
        };
    }

    /** The line without its indentation, the place in it marked. */
    private static TextFlow line(Hit hit) {
        var text = hit.text().replace('\t', ' ');
        var begin = text.length() - text.stripLeading().length();
        var from = Math.clamp(hit.from(), begin, text.length());
        var to = Math.clamp(hit.to(), from, text.length());
        var flow = new TextFlow(
                piece(text.substring(begin, from), "result-text"),
                piece(text.substring(from, to), "result-found"),
                piece(text.substring(to), "result-text"));
        flow.setPrefHeight(0);
        flow.setMaxHeight(18);
        return flow;
    }

    private static Text piece(String text, String style) {
        var piece = new Text(text);
        piece.getStyleClass().addAll(style, "code-text");
        return piece;
    }

    private static final class RowCell extends CheckBoxTreeCell<Row> {
        @Override
        public void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            if (!empty && row != null && getGraphic() instanceof javafx.scene.control.CheckBox box) {
                box.setGraphic(shown(row));
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
