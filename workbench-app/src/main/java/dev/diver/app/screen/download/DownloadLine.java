package dev.diver.app.screen.download;

import dev.diver.app.screen.common.Icons;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** A download on its kernel's page: how far it is, and its buttons. Made anew where its state changes. */
public final class DownloadLine {
    private DownloadLine() {}

    public static Node of(Download download, DownloadsModel model) {
        var state = download.state().get();
        var bar = new ProgressBar();
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> state.isGoing() || download.extent().get().total() > 0
                                ? download.extent().get().fraction()
                                : 0,
                        download.extent()));
        bar.setPrefWidth(120);
        var words = new Label();
        words.textProperty().bind(Bindings.createStringBinding(() -> DownloadWords.of(download), download.extent()));
        var go = state.isGoing()
                ? button("kernel-pull-pause", "Pause", MaterialDesignP.PAUSE, () -> model.pause(download))
                : state == Download.State.FAILED
                        ? button(
                                "kernel-pull-again", "Try again", MaterialDesignR.REFRESH, () -> model.resume(download))
                        : button("kernel-pull-resume", "Resume", MaterialDesignP.PLAY, () -> model.resume(download));
        var cancel = new Button("Cancel");
        cancel.setId("kernel-pull-cancel");
        cancel.setOnAction(event -> model.remove(download));
        var line = new HBox(8, bar, go, cancel, words);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Button button(String id, String name, org.kordamp.ikonli.Ikon icon, Runnable run) {
        var button = new Button(name, Icons.of(icon));
        button.setId(id);
        button.setOnAction(event -> run.run());
        return button;
    }
}
