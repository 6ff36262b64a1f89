package dev.diver.app.screen.syscalls;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.core.home.AtomicFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.scene.control.TextField;

/** Asks where to, and writes. */
final class ExportDialog {
    private final Bench bench;
    private final Callable<byte[]> content;
    private final TextField file = new TextField();
    private final DialogBox dialog;

    /** @param content made in the background */
    ExportDialog(Bench bench, ExportForm form, String name, Callable<byte[]> content) {
        this.bench = bench;
        this.content = content;
        file.setId("export-file");
        file.setText(Path.of(System.getProperty("user.home"), name + "." + form.extension())
                .toString());
        dialog = new DialogBox(bench.modals(), "Export as " + form.name(), file, "Export", "export-write", this::write);
    }

    void show() {
        dialog.show();
        Platform.runLater(() -> {
            file.requestFocus();
            file.selectAll();
        });
    }

    private void write() {
        Path target;
        try {
            target = Path.of(file.getText().strip()).toAbsolutePath();
        } catch (InvalidPathException e) {
            dialog.trouble("That is no path: " + e.getReason() + ".");
            return;
        }
        bench.tasks()
                .quietly(
                        () -> {
                            AtomicFiles.write(target, content.call());
                            return target;
                        },
                        written -> {
                            dialog.hide();
                            bench.notices().tell("Wrote " + written + ".");
                        },
                        failure -> dialog.trouble(
                                "It could not be written: " + failure.problem().why() + ". Choose another place."));
    }
}
