package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.TextField;

/** Makes a file in a net, and opens it. */
final class NewFileDialog {
    private final Bench bench;
    private final Editors editors;
    private final Project project;
    private final TextField name = new TextField("src/");
    private final DialogBox dialog;

    NewFileDialog(Bench bench, Editors editors, Project project) {
        this.bench = bench;
        this.editors = editors;
        this.project = project;
        name.setId("new-file-name");
        dialog = new DialogBox(
                bench.modals(), "New file in " + project.name(), name, "Create", "new-file-create", this::create);
        name.textProperty()
                .subscribe(text -> dialog.action()
                        .setDisable(inside(project.directory(), text).isEmpty()));
    }

    void show() {
        dialog.show();
        Platform.runLater(() -> {
            name.requestFocus();
            name.end();
        });
    }

    /** The path that was typed, where it lies within the net. */
    static Optional<Path> inside(Path directory, String text) {
        try {
            var path = directory.resolve(text.strip()).normalize();
            var isFile = !text.isBlank() && !text.strip().endsWith("/");
            return isFile && path.startsWith(directory) && !path.equals(directory)
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void create() {
        inside(project.directory(), name.getText())
                .ifPresent(file -> bench.tasks()
                        .quietly(
                                () -> {
                                    if (!Files.exists(file)) {
                                        TextFile.write(file, "", "");
                                    }
                                    return file;
                                },
                                made -> {
                                    dialog.hide();
                                    editors.open(project, made, Spot.NONE);
                                },
                                failure -> dialog.trouble(failure.problem().text())));
    }
}
