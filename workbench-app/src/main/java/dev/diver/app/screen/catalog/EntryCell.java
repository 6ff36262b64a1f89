package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.kernel.Mode;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A kernel in the list of results. Its nodes are made once, since a list of many scrolls through few cells. */
final class EntryCell extends ListCell<CatalogEntry> {
    private static final double TWO_LINES = 36;
    private final Label name = new Label();
    private final Label tag = new Label();
    private final Label catalog = new Label();
    private final Label pulled = new Label("pulled", Icons.of(MaterialDesignC.CHECK_CIRCLE, 13, "good"));
    private final Label summary = new Label();
    private final HBox modes = new HBox(4);
    private final Label tags = new Label();
    private final VBox box;

    /** Pixels that are kept of a text of more letters than this, however long what stands beside it is. */
    private static final double KEPT = 100;

    private static final int KEPT_LETTERS = 12;

    EntryCell() {
        name.getStyleClass().add(Styles.TEXT_BOLD);
        tag.getStyleClass().addAll(Styles.TEXT_MUTED);
        catalog.getStyleClass().add("chip");
        catalog.setMaxWidth(120);
        CutText.tell(catalog);
        catalog.managedProperty().bind(catalog.visibleProperty());
        pulled.getStyleClass().addAll(Styles.TEXT_SMALL, "good-text");
        pulled.setMinWidth(Region.USE_PREF_SIZE);
        tags.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        tags.setMinWidth(0);
        summary.setWrapText(true);
        summary.setMaxHeight(TWO_LINES);
        CutText.tell(summary);
        CutText.tell(tags);
        CutText.tell(tag);
        modes.setMinWidth(Region.USE_PREF_SIZE);
        modes.setAlignment(Pos.CENTER_LEFT);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var first = new HBox(6, name, tag, space, catalog, pulled);
        first.setAlignment(Pos.BASELINE_LEFT);
        var last = new HBox(8, modes, tags);
        last.setAlignment(Pos.CENTER_LEFT);
        box = new VBox(4, first, summary, last);
        box.setPrefWidth(0);
        setPrefWidth(0);
        setId("catalog-entry");
    }

    @Override
    protected void updateItem(CatalogEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            return;
        }
        name.setText(entry.ref().name());
        show(tag, entry.ref().tag());
        show(catalog, entry.ref().catalog());
        catalog.setVisible(!entry.ref().catalog().isEmpty());
        summary.setText(entry.summary());
        tags.setText(String.join("  ", entry.tags()));
        modes.getChildren().setAll(entry.modes().stream().map(EntryCell::badge).toList());
        pulled.setVisible(entry.pulled());
        pulled.setManaged(entry.pulled());
        setGraphic(box);
    }

    /** Of a long name is cut first: versions and catalogs tell those of one name apart. */
    private static void show(Label label, String text) {
        label.setText(text);
        label.setMinWidth(text.length() > KEPT_LETTERS ? KEPT : Region.USE_PREF_SIZE);
    }

    /** A list asks its cells for their height at its width; a cell's own answer forgets that the summary wraps. */
    @Override
    protected double computePrefHeight(double width) {
        return getGraphic() == null
                ? super.computePrefHeight(width)
                : snappedTopInset()
                        + box.prefHeight(width - snappedLeftInset() - snappedRightInset())
                        + snappedBottomInset();
    }

    static Label badge(Mode mode) {
        var badge = new Label(mode.word());
        badge.getStyleClass().addAll("badge", "mode");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }
}
