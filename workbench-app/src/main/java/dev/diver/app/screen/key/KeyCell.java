package dev.diver.app.screen.key;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.CutText;
import dev.diver.core.catalog.KnownKey;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A key in the list: its name, its number, and its state as a word, since colours alone tell not everybody. */
final class KeyCell extends ListCell<KnownKey> {
    private final Label name = CutText.tell(new Label());
    private final Label number = new Label();
    private final Label state = new Label();
    private final HBox line;

    KeyCell() {
        name.getStyleClass().add(Styles.TEXT_BOLD);
        number.getStyleClass().addAll("code-text", Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        state.setMinWidth(Region.USE_PREF_SIZE);
        var names = new VBox(2, name, number);
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        line = new HBox(10, names, state);
        line.setAlignment(Pos.CENTER_LEFT);
        // As wide as the list: a long name is cut, and the state stays in sight.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(KnownKey key, boolean empty) {
        super.updateItem(key, empty);
        if (empty || key == null) {
            setGraphic(null);
            return;
        }
        name.setText(key.name());
        number.setText(key.id());
        state.setText(KeyWords.state(key));
        state.setGraphic(KeyWords.icon(key));
        state.getStyleClass().setAll("label", key.revoked().isPresent() ? "bad" : Styles.TEXT_MUTED);
        setGraphic(line);
    }
}
