package dev.diver.app.screen.console;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.console.terminal.Terminal;
import dev.diver.core.dive.Console;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/** Asks where to and what, and writes what a console said. */
final class SaveDialog {
    private final Bench bench;
    private final Console console;
    private final Terminal terminal;
    private final TextField file = new TextField();
    private final RadioButton text = new RadioButton("The text, as it stands in the console");
    private final RadioButton timed = new RadioButton("The text, each line with its time");
    private final RadioButton raw = new RadioButton("Every byte of it, with its escape sequences, from the log");
    private final DialogBox dialog;

    SaveDialog(Bench bench, Console console, Terminal terminal) {
        this.bench = bench;
        this.console = console;
        this.terminal = terminal;
        file.setId("console-save-file");
        var name = "console-" + console.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".txt";
        file.setText(Path.of(System.getProperty("user.home"), name).toString());
        text.setId("console-save-text");
        timed.setId("console-save-timed");
        raw.setId("console-save-raw");
        var choice = new ToggleGroup();
        choice.getToggles().setAll(text, timed, raw);
        text.setSelected(true);
        dialog = new DialogBox(
                bench.modals(),
                "Save the console",
                new VBox(8, file, text, timed, raw),
                "Save",
                "console-save-write",
                this::write);
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
        var wholeBytes = raw.isSelected();
        var withTimes = timed.isSelected();
        bench.tasks()
                .quietly(
                        () -> {
                            write(target, wholeBytes, withTimes);
                            return target;
                        },
                        written -> {
                            dialog.hide();
                            bench.notices().tell("Wrote " + written + ".");
                        },
                        failure -> dialog.trouble(
                                "It could not be written: " + failure.problem().why() + ". Choose another place."));
    }

    private void write(Path target, boolean wholeBytes, boolean withTimes) throws Exception {
        var staged = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".new");
        try {
            if (wholeBytes) {
                Files.copy(console.log(), staged, StandardCopyOption.REPLACE_EXISTING);
            } else {
                try (var out = Files.newBufferedWriter(staged)) {
                    new ConsoleText(terminal, withTimes).write(out);
                }
            }
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staged);
        }
    }
}
