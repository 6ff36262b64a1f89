package dev.diver.app.screen.download;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Icons;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** A download in the list: what it is, how far, what is to be known of it, and its buttons. */
final class DownloadCell extends ListCell<Download> {
    private final DownloadsModel model;
    private final Label name = CutText.tell(new Label());
    private final Label state = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final VBox words = new VBox(4);
    private final Button go = button("download-go");
    private final Button remove = button("download-remove");
    private final VBox box;

    DownloadCell(DownloadsModel model) {
        this.model = model;
        name.getStyleClass().add(Styles.TEXT_BOLD);
        name.setMinWidth(0);
        state.getStyleClass().add(Styles.TEXT_MUTED);
        state.setMinWidth(Region.USE_PREF_SIZE);
        bar.getStyleClass().add(Styles.SMALL);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.managedProperty().bind(bar.visibleProperty());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var first = new HBox(10, name, space, state, go, remove);
        first.setAlignment(Pos.CENTER_LEFT);
        box = new VBox(4, first, bar, words);
        box.setPrefWidth(0);
        // As wide as the list: a long name is cut, and the buttons stay in sight.
        setPrefWidth(0);
    }

    private static Button button(String id) {
        var button = new Button();
        button.setId(id);
        button.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
        button.setFocusTraversable(false);
        return button;
    }

    @Override
    protected void updateItem(Download download, boolean empty) {
        super.updateItem(download, empty);
        if (empty || download == null) {
            setGraphic(null);
            return;
        }
        var now = download.state().get();
        name.setText(download.reference().toString());
        name.setGraphic(icon(now));
        state.setText(DownloadWords.of(download));
        bar.setProgress(
                now == Download.State.WAITING && download.extent().get().total() <= 0
                        ? 0
                        : download.extent().get().fraction());
        bar.setVisible(now.isGoing()
                || now == Download.State.PAUSED && download.extent().get().total() > 0);
        words.getChildren().clear();
        download.failure()
                .filter(why -> now == Download.State.FAILED)
                .ifPresent(why ->
                        words.getChildren().add(Form.wrapped(why.problem().text(), "bad")));
        download.notes().forEach(note -> words.getChildren().add(note(note)));
        buttons(download, now);
        setGraphic(box);
    }

    private void buttons(Download download, Download.State now) {
        go.setVisible(!now.isOver());
        if (now.isGoing()) {
            show(go, MaterialDesignP.PAUSE, "Pause", () -> model.pause(download));
        } else if (now == Download.State.FAILED) {
            show(go, MaterialDesignR.REFRESH, "Try again", () -> model.resume(download));
        } else {
            show(go, MaterialDesignP.PLAY, "Resume", () -> model.resume(download));
        }
        show(remove, MaterialDesignC.CLOSE, "Remove from the list", () -> model.remove(download));
    }

    private void show(Button button, Ikon icon, String text, Runnable run) {
        if (!text.equals(button.getAccessibleText())) {
            button.setGraphic(Icons.of(icon));
            button.setAccessibleText(text);
            button.setTooltip(new Tooltip(text));
        }
        button.setOnAction(event -> run.run());
    }

    private static org.kordamp.ikonli.javafx.FontIcon icon(Download.State state) {
        return switch (state) {
            case WAITING -> Icons.of(MaterialDesignT.TIMER_SAND);
            case RUNNING -> Icons.of(MaterialDesignD.DOWNLOAD_OUTLINE);
            case PAUSED -> Icons.of(MaterialDesignP.PAUSE_CIRCLE_OUTLINE);
            case FAILED -> Icons.of(MaterialDesignA.ALERT_CIRCLE_OUTLINE, 16, "bad");
            case DONE -> Icons.of(MaterialDesignC.CHECK_CIRCLE_OUTLINE, 16, "good");
        };
    }

    private static HBox note(String text) {
        return new HBox(6, Icons.of(MaterialDesignA.ALERT_OUTLINE, 14, "warn"), Form.wrapped(text, Styles.TEXT_MUTED));
    }

    /** A list asks its cells for their height at its width; a cell's own answer forgets that words wrap. */
    @Override
    protected double computePrefHeight(double width) {
        return getGraphic() == null
                ? super.computePrefHeight(width)
                : snappedTopInset()
                        + box.prefHeight(width - snappedLeftInset() - snappedRightInset())
                        + snappedBottomInset();
    }
}
