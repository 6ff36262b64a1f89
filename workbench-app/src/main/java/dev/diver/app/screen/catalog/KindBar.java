package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.catalog.Found.Kind;
import javafx.geometry.Insets;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** What is searched: kernels, or the nets that were published for them. */
final class KindBar {
    private final CatalogModel model;
    private final ToggleGroup toggles = new ToggleGroup();
    private final HBox box = new HBox();

    KindBar(CatalogModel model) {
        this.model = model;
        add(Kind.KERNELS, "Kernels", Styles.LEFT_PILL, "What nets are built for");
        add(Kind.NETS, "Nets", Styles.RIGHT_PILL, "Applications that others have published, each with its kernel");
        box.setPadding(new Insets(8, 12, 0, 12));
    }

    private void add(Kind kind, String name, String style, String help) {
        var button = new ToggleButton(name);
        button.setId("catalog-kind-" + name.toLowerCase(java.util.Locale.ROOT));
        button.setTooltip(new Tooltip(help));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setToggleGroup(toggles);
        button.getStyleClass().addAll(Styles.SMALL, style);
        // One of them always holds: a second click on it changes nothing.
        button.setOnAction(event -> {
            button.setSelected(true);
            model.turnTo(kind);
        });
        model.kind().subscribe(is -> button.setSelected(is == kind));
        box.getChildren().add(button);
    }

    HBox node() {
        return box;
    }
}
