package dev.diver.app.screen.download;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.Icons;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/** What the downloads do, in the status bar; opens their list. Not there while there are none. */
public final class DownloadsButton {
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");
    private final DownloadsModel model;
    private final Button button = new Button(null, Icons.of(MaterialDesignD.DOWNLOAD_OUTLINE));

    /** @param list opens the list */
    public DownloadsButton(DownloadsModel model, Action list) {
        this.model = model;
        button.setId("downloads-button");
        button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "status-button");
        button.setTooltip(new Tooltip("Downloads  (" + list.keys() + ")"));
        button.setOnAction(event -> list.run().run());
        button.managedProperty().bind(button.visibleProperty());
        model.all().addListener((ListChangeListener<Download>) change -> show());
        show();
    }

    public Node node() {
        return button;
    }

    private void show() {
        button.setVisible(!model.all().isEmpty());
        button.setText(DownloadWords.of(model.all()));
        button.pseudoClassStateChanged(
                RUNNING,
                model.all().stream().anyMatch(download -> download.state().get().isGoing()));
    }
}
