package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.CutText;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * What is found, in the list of results: its name, version and catalog, what it is, and what it is for. Its nodes are made once,
 * since a list of many scrolls through few cells.
 */
abstract class FoundCell<T> extends ListCell<T> {
    private static final double TWO_LINES = 36;

    /** Pixels that are kept of a text of more letters than this, however long what stands beside it is. */
    private static final double KEPT = 100;

    private static final int KEPT_LETTERS = 12;

    private final Label name = new Label();
    private final Label version = new Label();
    private final Label catalog = new Label();
    private final Label summary = new Label();
    private final Label tags = new Label();
    private final VBox box;

    /**
     * @param note at the end of the first line
     * @param chip before the tags
     */
    FoundCell(String id, Label note, Region chip) {
        name.getStyleClass().add(Styles.TEXT_BOLD);
        version.getStyleClass().add(Styles.TEXT_MUTED);
        catalog.getStyleClass().add("chip");
        catalog.setMaxWidth(120);
        summary.setWrapText(true);
        summary.setMaxHeight(TWO_LINES);
        tags.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        tags.setMinWidth(0);
        for (var one : new Label[] {version, catalog, summary, tags}) {
            CutText.tell(one);
            shownWhereItSays(one);
        }
        note.getStyleClass().add(Styles.TEXT_SMALL);
        note.setMinWidth(Region.USE_PREF_SIZE);
        note.managedProperty().bind(note.visibleProperty());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var first = new HBox(6, name, version, space, catalog, note);
        first.setAlignment(Pos.BASELINE_LEFT);
        var last = new HBox(8, chip, tags);
        last.setAlignment(Pos.CENTER_LEFT);
        box = new VBox(4, first, summary, last);
        box.setPrefWidth(0);
        setPrefWidth(0);
        setId(id);
    }

    static void shownWhereItSays(Label label) {
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        label.visibleProperty().bind(label.managedProperty());
    }

    /** Fills the cell. */
    abstract void show(T found);

    final void show(String itsName, String itsVersion, String itsCatalog, String itsSummary, List<String> itsTags) {
        name.setText(itsName);
        keep(version, itsVersion);
        keep(catalog, itsCatalog);
        summary.setText(itsSummary);
        tags.setText(String.join("  ", itsTags));
    }

    /** Of a long name is cut first: versions and catalogs tell those of one name apart. */
    private static void keep(Label label, String text) {
        label.setText(text);
        label.setMinWidth(text.length() > KEPT_LETTERS ? KEPT : Region.USE_PREF_SIZE);
    }

    @Override
    protected final void updateItem(T found, boolean empty) {
        super.updateItem(found, empty);
        if (empty || found == null) {
            setGraphic(null);
            return;
        }
        show(found);
        setGraphic(box);
    }

    /** A list asks its cells for their height at its width; a cell's own answer forgets that the summary wraps. */
    @Override
    protected final double computePrefHeight(double width) {
        return getGraphic() == null
                ? super.computePrefHeight(width)
                : snappedTopInset()
                        + box.prefHeight(width - snappedLeftInset() - snappedRightInset())
                        + snappedBottomInset();
    }
}
