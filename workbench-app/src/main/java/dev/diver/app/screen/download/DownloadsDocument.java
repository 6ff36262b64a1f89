package dev.diver.app.screen.download;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Notices;
import dev.diver.core.kernel.KernelReference;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The list of the downloads. */
public final class DownloadsDocument extends FixedDocument {
    private final DownloadsModel model;
    private final Consumer<KernelReference> page;
    private final ListView<Download> list = new ListView<>();
    private final VBox content;

    /** @param page shows a kernel's page */
    public DownloadsDocument(DownloadsModel model, Notices notices, Consumer<KernelReference> page) {
        super("downloads", "Downloads", MaterialDesignD.DOWNLOAD_OUTLINE);
        this.model = model;
        this.page = page;
        list.setId("downloads-list");
        list.getStyleClass().addAll(Tweaks.EDGE_TO_EDGE, "downloads");
        list.setItems(model.all());
        list.setCellFactory(view -> new DownloadCell(model));
        list.setPlaceholder(
                EmptyState.of(
                        MaterialDesignD.DOWNLOAD_OUTLINE,
                        "No downloads",
                        "Kernels that are pulled from a catalog are shown here: how far they are, and what is to be known of them."));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.SPACE) {
                selected().ifPresent(this::toggle);
            } else if (event.getCode() == KeyCode.DELETE) {
                selected().ifPresent(model::remove);
            } else if (event.getCode() == KeyCode.ENTER) {
                selected().ifPresent(download -> this.page.accept(download.reference()));
            }
        });
        var bar = new HBox(8);
        bar.getStyleClass().add("editor-bar");
        actions().forEach(action -> {
            var button = ActionButton.of(action, notices);
            button.getStyleClass().addAll(Styles.SMALL);
            bar.getChildren().add(button);
            model.all().addListener((ListChangeListener<Download>) change -> ActionButton.refresh(button, action));
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        content = new VBox(bar, list);
        content.setId("downloads");
    }

    private Optional<Download> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void toggle(Download download) {
        if (download.state().get().isGoing()) {
            model.pause(download);
        } else {
            model.resume(download);
        }
    }

    private String unless(Predicate<Download.State> state, String why) {
        return model.all().stream().anyMatch(one -> state.test(one.state().get())) ? "" : why;
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public Place place() {
        return Place.BOTTOM;
    }

    @Override
    public void focus() {
        list.requestFocus();
        if (list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    @Override
    public List<Action> actions() {
        return List.of(
                Action.of("downloads-pause", "Catalog", "Pause all downloads", MaterialDesignP.PAUSE, model::pauseAll)
                        .unless(() -> unless(Download.State::isGoing, "Nothing is being downloaded.")),
                Action.of("downloads-resume", "Catalog", "Resume all downloads", MaterialDesignP.PLAY, model::resumeAll)
                        .unless(() -> unless(
                                state -> !state.isGoing() && !state.isOver(), "No download is paused or has failed.")),
                Action.of(
                                "downloads-forget",
                                "Catalog",
                                "Forget finished downloads",
                                MaterialDesignT.TRASH_CAN_OUTLINE,
                                model::forgetDone)
                        .unless(() -> unless(Download.State::isOver, "No download is finished.")));
    }
}
