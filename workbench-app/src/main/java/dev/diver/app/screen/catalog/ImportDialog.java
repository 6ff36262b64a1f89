package dev.diver.app.screen.catalog;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.core.importer.KernelImporter.Source;
import dev.diver.core.kernel.KernelReference;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

/** Asks where a kernel is that somebody else built, and has it looked at. */
final class ImportDialog {
    private static final String FORMS =
            "A file, a disk or CD image, an archive, or the folder of a build. KraftKit's images"
                    + " are oci:LAYOUT[:REF] or oci:HOST/NAME:TAG, those of Capstan capstan:FOLDER[/NAME].";

    private final Bench bench;
    private final Consumer<KernelReference> added;
    private final TextField source = field("import-source", "/path/to/kernel");
    private final TextField disk = field("import-disk", "none");
    private DialogBox dialog;

    ImportDialog(Bench bench, Consumer<KernelReference> added) {
        this.bench = bench;
        this.added = added;
    }

    void show() {
        var file = button(
                "import-file", "File\u2026", () -> file("A kernel or an image").ifPresent(source::setText));
        var folder = button("import-folder", "Folder\u2026", this::folder);
        var image = button(
                "import-disk-file",
                "File\u2026",
                () -> file("The first disk that it finds").ifPresent(disk::setText));
        var grid = new GridPane(16, 10);
        grid.addRow(0, new Label("Source"), source, new HBox(8, file, folder));
        grid.addRow(1, new Label("Disk"), disk, image);
        var content = new VBox(12, ImportReview.wrapped(FORMS), grid);
        dialog = new DialogBox(bench.modals(), "Import a kernel", content, "Look at it", "import-look", this::look)
                .wide(720);
        dialog.action().disableProperty().bind(source.textProperty().isEmpty());
        dialog.show();
        source.requestFocus();
    }

    private void look() {
        var wanted = wanted();
        if (wanted.isEmpty()) {
            return;
        }
        dialog.hide();
        bench.tasks()
                .start(
                        "Looking at " + wanted.get().text(),
                        (progress, cancellation) ->
                                bench.engine().importer().open(wanted.get(), progress, cancellation),
                        opened -> new ImportReview(
                                        bench, added, this::show, wanted.get().text(), opened)
                                .show(),
                        bench.notices()::problem);
    }

    private Optional<Source> wanted() {
        try {
            var image = disk.getText().strip();
            return Optional.of(new Source(
                    source.getText().strip(), image.isEmpty() ? Optional.empty() : Optional.of(Path.of(image))));
        } catch (InvalidPathException e) {
            dialog.trouble("The disk is no path.");
            return Optional.empty();
        }
    }

    private Optional<String> file(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showOpenDialog(source.getScene().getWindow()))
                .map(File::toString);
    }

    private void folder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("The folder of a build, a layout or a repository");
        Optional.ofNullable(chooser.showDialog(source.getScene().getWindow()))
                .ifPresent(chosen -> source.setText(chosen.toString()));
    }

    private static Button button(String id, String text, Runnable run) {
        var button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> run.run());
        button.setMinWidth(Button.USE_PREF_SIZE);
        return button;
    }

    private static TextField field(String id, String prompt) {
        var field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        GridPane.setHgrow(field, Priority.ALWAYS);
        return field;
    }
}
