package dev.diver.app.screen.common;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks where to, and writes. */
public final class WriteDialog {
    private final Bench bench;
    private final Supplier<Writer> chosen;
    private final TextField file = new TextField();
    private final DialogBox dialog;

    /** Writes; called in the background. */
    @FunctionalInterface
    public interface Writer {
        void write(Path target) throws Exception;
    }

    /**
     * @param id of the field and, with {@code -write}, of the button
     * @param name of the file, proposed in the person's home directory
     * @param chosen asked on the screen's thread for what writes, once the person has chosen
     * @param choices what else is asked
     */
    public WriteDialog(
            Bench bench, String title, String verb, String id, String name, Supplier<Writer> chosen, Node... choices) {
        this.bench = bench;
        this.chosen = chosen;
        file.setId(id + "-file");
        file.setText(Path.of(System.getProperty("user.home"), name).toString());
        var content = new VBox(8, file);
        content.getChildren().addAll(choices);
        dialog = new DialogBox(bench.modals(), title, content, verb, id + "-write", this::write);
    }

    public void show() {
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
        var writer = chosen.get();
        bench.tasks()
                .quietly(
                        () -> {
                            writer.write(target);
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
