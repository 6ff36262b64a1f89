package dev.diver.app.screen.key;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Icons;
import dev.diver.core.catalog.KnownKey;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Draws the page of a key. */
final class KeyPage {
    private KeyPage() {}

    /** @param broken what is wrong with files of the ring */
    static Node of(KnownKey key, Node buttons, List<String> broken) {
        var name = Form.wrapped(key.name(), Styles.TITLE_2);
        name.setId("key-title");
        var state = new Label(KeyWords.state(key));
        state.setId("key-state");
        state.setMinWidth(Region.USE_PREF_SIZE);
        state.setGraphic(KeyWords.icon(key));
        state.getStyleClass().addAll("badge", key.revoked().isPresent() ? "bad" : "plain");
        var title = new HBox(12, name, state);
        title.setAlignment(Pos.CENTER_LEFT);
        var form = new Form()
                .row("Number", text(key.id(), "code-text"))
                .row("Public key", text(key.key(), "code-text"))
                .row("Use", text(KeyWords.use(key)))
                .row("Trusted for", text(key.catalogs().isEmpty() ? "no catalog" : String.join(", ", key.catalogs())));
        key.revoked().ifPresent(revoked -> form.row("Revoked", text(revoked.since() + ": " + revoked.reason(), "bad")));
        var box = new VBox(16, title, form.node(), buttons);
        broken.forEach(words -> box.getChildren().add(warning(words)));
        box.getStyleClass().add("page");
        return box;
    }

    private static Label warning(String words) {
        var label = Form.wrapped(words, "warn");
        label.setGraphic(Icons.of(MaterialDesignA.ALERT_OUTLINE, 16, "warn"));
        return label;
    }

    private static Label text(String text, String... styles) {
        return Form.wrapped(text, styles);
    }
}
