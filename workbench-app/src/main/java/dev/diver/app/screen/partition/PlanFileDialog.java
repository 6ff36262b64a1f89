package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.TextField;

/** Asks for the file of a copy. */
final class PlanFileDialog {
    private final TextField file = new TextField();
    private final DialogBox dialog;
    private final Consumer<Path> next;

    PlanFileDialog(Bench bench, String title, Path original, Consumer<Path> next) {
        this.next = next;
        file.setId("partition-file");
        file.setText(beside(original).toString());
        dialog = new DialogBox(bench.modals(), title, file, "Duplicate", "partition-file-write", this::write);
    }

    private static Path beside(Path original) {
        var name = original.getFileName().toString().replaceFirst("(-copy)?\\.json$", "");
        return original.resolveSibling(name + "-copy.json");
    }

    void show() {
        dialog.show();
        Platform.runLater(() -> {
            file.requestFocus();
            file.selectAll();
        });
    }

    private void write() {
        try {
            next.accept(Path.of(file.getText().strip()).toAbsolutePath());
        } catch (InvalidPathException e) {
            dialog.trouble("That is no path: " + e.getReason() + ".");
        }
    }
}
