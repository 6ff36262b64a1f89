package dev.diver.app.screen.registry;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.catalog.Registries;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A catalog in the list: its name, its address, and whether it is there. Its nodes are made once. */
final class SourceCell extends ListCell<Source> {
    private final CatalogsModel model;
    private final Label name = CutText.tell(new Label());
    private final Label address = CutText.tell(new Label());
    private final Label word = new Label();
    private final HBox line;

    SourceCell(CatalogsModel model) {
        this.model = model;
        name.getStyleClass().add(Styles.TEXT_BOLD);
        address.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        word.setMinWidth(Region.USE_PREF_SIZE);
        var names = new VBox(2, name, address);
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        line = new HBox(10, Icons.of(MaterialDesignC.CLOUD_OUTLINE), names, word);
        line.setAlignment(Pos.CENTER_LEFT);
        // As wide as the list: a long name is cut, and the state stays in sight.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(Source source, boolean empty) {
        super.updateItem(source, empty);
        if (empty || source == null) {
            setGraphic(null);
            return;
        }
        var state = ReachedWords.of(source, model);
        name.setText(source.name());
        address.setText(source.known().map(Registries.Known::url).orElse("its file cannot be read"));
        word.setText(state.word());
        word.getStyleClass().setAll("label", state.style());
        setGraphic(line);
    }
}
