package dev.diver.app.screen.registry;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Icons;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A catalog in the list: its name, its address, and whether it is there. */
final class SourceCell extends ListCell<Source> {
    private final CatalogsModel model;

    SourceCell(CatalogsModel model) {
        this.model = model;
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
        var name = CutText.tell(new Label(source.name()));
        name.getStyleClass().add(Styles.TEXT_BOLD);
        var address =
                CutText.tell(new Label(source.known().map(known -> known.url()).orElse("")));
        address.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        var names = new VBox(2, name, address);
        names.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var word = new Label(state.word());
        word.setMinWidth(Region.USE_PREF_SIZE);
        word.getStyleClass().add(state.style());
        var line = new HBox(10, Icons.of(MaterialDesignC.CLOUD_OUTLINE), names, space, word);
        line.setAlignment(Pos.CENTER_LEFT);
        setGraphic(line);
    }
}
