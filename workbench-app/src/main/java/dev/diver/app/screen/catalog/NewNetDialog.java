package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.CutText;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelReference;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.DirectoryChooser;

/** Asks for name, place and template of a new net, and makes it. */
final class NewNetDialog {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private final Bench bench;
    private final KernelReference kernel;
    private final KernelManifest manifest;
    private final Consumer<Path> made;
    private final TextField name = new TextField("hello");
    private final TextField folder =
            new TextField(Path.of(System.getProperty("user.home"), "nets").toString());
    private final ComboBox<String> template = new ComboBox<>();
    private final Label result = new Label();
    private final DialogBox dialog;

    /** @param kernel with its catalog, which the manifest does not know */
    NewNetDialog(Bench bench, KernelReference kernel, KernelManifest manifest, Consumer<Path> made) {
        this.bench = bench;
        this.kernel = kernel;
        this.manifest = manifest;
        this.made = made;
        name.setId("new-net-name");
        folder.setId("new-net-directory");
        template.setId("new-net-template");
        template.setMaxWidth(Double.MAX_VALUE);
        result.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        var choose = new Button("Choose\u2026");
        choose.setMinWidth(Button.USE_PREF_SIZE);
        choose.setOnAction(event -> choose());
        HBox.setHgrow(folder, Priority.ALWAYS);
        var grid = new GridPane(16, 12);
        grid.addRow(0, caption("Kernel"), CutText.tell(new Label(kernel.toString())));
        grid.addRow(1, caption("Name"), name);
        grid.addRow(2, caption("In directory"), new HBox(8, folder, choose));
        grid.addRow(3, caption("Template"), template);
        grid.add(result, 1, 4);
        grid.getChildren()
                .forEach(node ->
                        GridPane.setHgrow(node, GridPane.getColumnIndex(node) == 1 ? Priority.ALWAYS : Priority.NEVER));
        dialog = new DialogBox(bench.modals(), "New net", grid, "Create", "new-net-create", this::create);
        name.textProperty().subscribe(text -> check());
        folder.textProperty().subscribe(text -> check());
        loadTemplates();
    }

    private static Label caption(String text) {
        var label = new Label(text);
        label.setMinWidth(Label.USE_PREF_SIZE);
        return label;
    }

    void show() {
        dialog.show();
        Platform.runLater(() -> {
            name.requestFocus();
            name.selectAll();
        });
    }

    private void loadTemplates() {
        bench.tasks()
                .quietly(
                        () -> bench.engine().nets().templates(kernel),
                        templates -> {
                            template.getItems().setAll(templates);
                            template.setValue(
                                    templates.contains(manifest.app().template())
                                            ? manifest.app().template()
                                            : templates.isEmpty() ? null : templates.getFirst());
                        },
                        failure -> dialog.trouble(failure.problem().text()));
    }

    private Optional<Path> directory() {
        try {
            var parent = Path.of(folder.getText().strip());
            return parent.isAbsolute() && NAME.matcher(name.getText()).matches()
                    ? Optional.of(parent.resolve(name.getText()))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void check() {
        var directory = directory();
        result.setText(directory.map(path -> "Makes " + path).orElse(""));
        dialog.action().setDisable(directory.isEmpty());
        dialog.trouble(
                directory.isPresent()
                        ? ""
                        : NAME.matcher(name.getText()).matches()
                                ? "The directory must be an absolute path."
                                : "A name has lower-case letters, digits, \u201c-\u201d and \u201c_\u201d, and begins with a letter or digit.");
    }

    private void choose() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("Where the new net's directory is made");
        var start = new File(folder.getText());
        if (start.isDirectory()) {
            chooser.setInitialDirectory(start);
        }
        var chosen = chooser.showDialog(folder.getScene().getWindow());
        if (chosen != null) {
            folder.setText(chosen.toString());
        }
    }

    private void create() {
        var directory = directory().orElseThrow();
        var chosen = Optional.ofNullable(template.getValue());
        dialog.busy();
        dialog.trouble("");
        bench.tasks()
                .start(
                        "Making " + directory.getFileName(),
                        (progress, cancellation) ->
                                bench.engine().nets().create(directory, kernel, chosen, progress, cancellation),
                        net -> {
                            dialog.hide();
                            made.accept(net.directory());
                        },
                        dialog::failed);
    }
}
