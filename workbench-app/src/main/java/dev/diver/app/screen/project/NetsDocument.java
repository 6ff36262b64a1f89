package dev.diver.app.screen.project;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.EmptyState;
import dev.diver.app.screen.common.FixedDocument;
import dev.diver.app.screen.common.Icons;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The nets that were opened or made before, and the ways to another one. */
final class NetsDocument extends FixedDocument {
    private final Bench bench;
    private final Consumer<Path> open;
    private final ListView<Path> list = new ListView<>();
    private final VBox content;

    /**
     * @param choose asks for a directory
     * @param make goes to where a new net begins
     */
    NetsDocument(Bench bench, Consumer<Path> open, Runnable choose, Runnable make) {
        super("nets", "Nets", MaterialDesignP.POWER_SOCKET);
        this.bench = bench;
        this.open = open;
        list.setId("nets-recent");
        list.getStyleClass().add("catalog-results");
        list.setCellFactory(view -> new NetCell());
        list.setPlaceholder(EmptyState.of(
                MaterialDesignP.POWER_SOCKET,
                "No nets yet",
                "A net is an application paired with a kernel. Choose a kernel in the catalog to make one, or open a"
                        + " directory that has a net.toml.",
                button("Choose a kernel", make, true),
                button("Open a net\u2026", choose, false)));
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                openSelected();
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                openSelected();
            }
        });
        var title = new Label("Nets");
        title.getStyleClass().add(Styles.TITLE_2);
        var buttons = new HBox(8, button("New net\u2026", make, true), button("Open a net\u2026", choose, false));
        // While there are none, the first steps are offered in the middle.
        var any = Bindings.isNotEmpty(list.getItems());
        buttons.visibleProperty().bind(any);
        buttons.managedProperty().bind(any);
        var head = new VBox(12, title, buttons);
        head.getStyleClass().add("page");
        VBox.setVgrow(list, Priority.ALWAYS);
        content = new VBox(head, list);
        content.setId("nets");
    }

    @Override
    public Node content() {
        return content;
    }

    @Override
    public void focus() {
        list.requestFocus();
    }

    void refresh() {
        bench.tasks()
                .quietly(
                        () -> List.copyOf(bench.engine().nets().recent()),
                        list.getItems()::setAll,
                        bench.notices()::problem);
    }

    private void openSelected() {
        var directory = list.getSelectionModel().getSelectedItem();
        if (directory != null) {
            open.accept(directory);
        }
    }

    private static Button button(String name, Runnable run, boolean accent) {
        var button = new Button(name);
        if (accent) {
            button.getStyleClass().add(Styles.ACCENT);
        }
        button.setOnAction(event -> run.run());
        return button;
    }

    private static final class NetCell extends ListCell<Path> {
        @Override
        protected void updateItem(Path directory, boolean empty) {
            super.updateItem(directory, empty);
            if (empty || directory == null) {
                setGraphic(null);
                return;
            }
            var name = new Label(directory.getFileName().toString());
            name.getStyleClass().add(Styles.TEXT_BOLD);
            var where = new Label(directory.toString());
            where.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
            var line =
                    new HBox(12, Icons.of(MaterialDesignF.FOLDER_OUTLINE, 22, "file-icon"), new VBox(2, name, where));
            line.setAlignment(Pos.CENTER_LEFT);
            line.setPrefWidth(0);
            setGraphic(line);
        }
    }
}
