package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.catalog.NetEntry;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** A net in the list of results. */
final class NetCell extends ListCell<NetEntry> {
    private static final double TWO_LINES = 36;
    private final Label name = new Label();
    private final Label version = new Label();
    private final Label catalog = new Label();
    private final Label signed = new Label("signed", Icons.of(MaterialDesignS.SHIELD_CHECK_OUTLINE, 13));
    private final Label summary = new Label();
    private final Label kernel = new Label();
    private final Label tags = new Label();
    private final VBox box;

    NetCell() {
        name.getStyleClass().add(Styles.TEXT_BOLD);
        version.getStyleClass().add(Styles.TEXT_MUTED);
        catalog.getStyleClass().add("chip");
        catalog.setMaxWidth(120);
        signed.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        signed.setMinWidth(Region.USE_PREF_SIZE);
        signed.managedProperty().bind(signed.visibleProperty());
        summary.setWrapText(true);
        summary.setMaxHeight(TWO_LINES);
        summary.managedProperty().bind(summary.textProperty().isNotEmpty());
        kernel.getStyleClass().add("badge");
        kernel.setMinWidth(0);
        kernel.managedProperty().bind(kernel.textProperty().isNotEmpty());
        kernel.visibleProperty().bind(kernel.managedProperty());
        tags.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        tags.setMinWidth(0);
        tags.managedProperty().bind(tags.textProperty().isNotEmpty());
        for (var one : new Label[] {version, catalog, summary, kernel, tags}) {
            CutText.tell(one);
        }
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var first = new HBox(6, name, version, space, catalog, signed);
        first.setAlignment(Pos.BASELINE_LEFT);
        var last = new HBox(8, kernel, tags);
        last.setAlignment(Pos.CENTER_LEFT);
        box = new VBox(4, first, summary, last);
        box.setPrefWidth(0);
        setPrefWidth(0);
        setId("catalog-net");
    }

    @Override
    protected void updateItem(NetEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            return;
        }
        name.setText(entry.ref().name());
        version.setText(entry.version());
        catalog.setText(entry.ref().catalog());
        signed.setVisible(!entry.signed().isEmpty());
        summary.setText(entry.summary());
        kernel.setText(
                entry.kernel().map(on -> "on " + on.name() + " " + on.tag()).orElse(""));
        tags.setText(String.join("  ", entry.tags()));
        setGraphic(box);
    }

    /** As of {@link EntryCell}: the summary wraps. */
    @Override
    protected double computePrefHeight(double width) {
        return getGraphic() == null
                ? super.computePrefHeight(width)
                : snappedTopInset()
                        + box.prefHeight(width - snappedLeftInset() - snappedRightInset())
                        + snappedBottomInset();
    }
}
