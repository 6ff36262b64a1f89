package dev.diver.app.screen.catalog;

import dev.diver.app.screen.common.Icons;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.kernel.Mode;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A kernel in the list of results. */
final class EntryCell extends FoundCell<CatalogEntry> {
    private final Label pulled;
    private final HBox modes;

    EntryCell() {
        this(new Label("pulled", Icons.of(MaterialDesignC.CHECK_CIRCLE, 13, "good")), new HBox(4));
    }

    private EntryCell(Label pulled, HBox modes) {
        super("catalog-entry", pulled, modes);
        this.pulled = pulled;
        this.modes = modes;
        pulled.getStyleClass().add("good-text");
        modes.setMinWidth(Region.USE_PREF_SIZE);
        modes.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    void show(CatalogEntry entry) {
        show(entry.ref().name(), entry.ref().tag(), entry.ref().catalog(), entry.summary(), entry.tags());
        modes.getChildren().setAll(entry.modes().stream().map(EntryCell::badge).toList());
        pulled.setVisible(entry.pulled());
    }

    static Label badge(Mode mode) {
        var badge = new Label(mode.word());
        badge.getStyleClass().addAll("badge", "mode");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }
}
