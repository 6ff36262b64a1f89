package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import java.io.File;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** Takes another's key, or a statement about keys: from a file, or as text that somebody sent. */
public final class AddKeyDialog {
    private static final String NO_CATALOG = "none yet";
    private final Bench bench;
    private final Runnable added;
    private final TextArea source = new TextArea();
    private final TextField name = Form.field("key-add-name", "empty: as the file, or its number");
    private final ComboBox<String> catalog = new ComboBox<>();
    private final DialogBox dialog;

    /**
     * @param wished the catalog that it is to be trusted for, or empty
     * @param added is run when it is in the ring
     */
    public AddKeyDialog(Bench bench, String wished, Runnable added) {
        this.bench = bench;
        this.added = added;
        source.setId("key-add-source");
        source.setPromptText("RW\u2026, or the name of a file, or a statement\n\u201cname: value\u201d \u2026");
        source.setPrefRowCount(4);
        source.setWrapText(true);
        source.getStyleClass().add("code-text");
        catalog.setId("key-add-catalog");
        catalog.getItems().setAll(wished.isEmpty() ? List.of(NO_CATALOG) : List.of(wished, NO_CATALOG));
        catalog.getSelectionModel().selectFirst();
        var choose = new Button("From a file\u2026");
        choose.setId("key-add-file");
        choose.setOnAction(event -> choose());
        var form = new Form()
                .row("Key", new VBox(6, source, choose))
                .row("Name", name)
                .row("Trust it for", catalog)
                .help("Take it from another place than the registry: the publisher\u2019s pages, a mail, a colleague. A"
                        + " statement that a key is followed by another, or revoked, is taken here too.");
        dialog = new DialogBox(bench.modals(), "Add a key", form.node(), "Add", "key-add", this::add);
        dialog.action().setDisable(true);
        source.textProperty().subscribe(text -> dialog.action().setDisable(text.isBlank()));
        catalogs();
    }

    private void catalogs() {
        bench.tasks()
                .quietly(
                        () -> bench.engine().registries().list(),
                        list -> list.stream()
                                .map(known -> known.name())
                                .filter(known -> !catalog.getItems().contains(known))
                                .forEach(catalog.getItems()::add),
                        failure -> dialog.trouble(failure.problem().text()));
    }

    public void show() {
        dialog.show();
        source.requestFocus();
    }

    private void choose() {
        var chooser = new FileChooser();
        chooser.setTitle("A public key, or a statement");
        var home = new File(System.getProperty("user.home"));
        if (home.isDirectory()) {
            chooser.setInitialDirectory(home);
        }
        var file = chooser.showOpenDialog(source.getScene().getWindow());
        if (file != null) {
            source.setText(file.getPath());
        }
    }

    private void add() {
        var text = source.getText().strip();
        var wished = Optional.of(Form.text(name)).filter(typed -> !typed.isEmpty());
        var trusted = NO_CATALOG.equals(catalog.getValue()) ? List.<String>of() : List.of(catalog.getValue());
        dialog.busy();
        bench.tasks()
                .quietly(
                        () -> bench.engine().keys().add(text, wished, trusted),
                        words -> {
                            dialog.hide();
                            bench.notices().tell(words);
                            added.run();
                        },
                        dialog::failed);
    }
}
