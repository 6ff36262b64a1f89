package dev.diver.app.screen.registry;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Icons;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Says above the results of a search what they may miss, and mends it; not there where they miss nothing. */
public final class IndexBar {
    private final IndexesModel model;
    private final Label words = Form.wrapped("");
    private final Button update = new Button("Update now");
    private final HBox bar = new HBox(10);

    public IndexBar(IndexesModel model) {
        this.model = model;
        words.setId("index-words");
        update.setId("index-update");
        update.setMinWidth(Region.USE_PREF_SIZE);
        update.getStyleClass().add(Styles.SMALL);
        update.setOnAction(event -> wanted().forEach(model::update));
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        bar.getChildren().setAll(Icons.of(MaterialDesignA.ALERT_OUTLINE, 16, "warn"), words, update);
        bar.setId("index-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("editor-bar", "editor-question");
        bar.managedProperty().bind(bar.visibleProperty());
        model.all().addListener((InvalidationListener) change -> show());
        model.updating().addListener((InvalidationListener) change -> show());
        show();
    }

    public Region node() {
        return bar;
    }

    private List<String> wanted() {
        return Stream.concat(model.never().stream(), model.old().stream()).toList();
    }

    private void show() {
        var wanted = wanted();
        var never = model.never();
        bar.setVisible(!wanted.isEmpty());
        update.setDisable(model.updating().keySet().containsAll(wanted));
        update.setText(update.isDisable() && !wanted.isEmpty() ? "Updating\u2026" : "Update now");
        words.setText(
                never.isEmpty()
                        ? "The index of " + String.join(", ", model.old()) + " is old: there may be newer kernels."
                        : "Nothing of " + String.join(", ", never) + " is found: its index was never brought.");
    }
}
