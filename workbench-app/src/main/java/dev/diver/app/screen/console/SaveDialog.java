package dev.diver.app.screen.console;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.WriteDialog;
import dev.diver.console.terminal.Terminal;
import dev.diver.core.dive.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;

/** Asks where to and what, and writes what a console said. */
final class SaveDialog {
    private final Console console;
    private final Terminal terminal;
    private final RadioButton text = new RadioButton("The text, as it stands in the console");
    private final RadioButton timed = new RadioButton("The text, each line with its time");
    private final RadioButton raw = new RadioButton("Every byte of it, with its escape sequences, from the log");
    private final WriteDialog dialog;

    SaveDialog(Bench bench, Console console, Terminal terminal) {
        this.console = console;
        this.terminal = terminal;
        text.setId("console-save-text");
        timed.setId("console-save-timed");
        raw.setId("console-save-raw");
        var choice = new ToggleGroup();
        choice.getToggles().setAll(text, timed, raw);
        text.setSelected(true);
        var name = "console-" + console.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".txt";
        dialog = new WriteDialog(
                bench, "Save the console", "Save", "console-save", name, this::chosen, text, timed, raw);
    }

    void show() {
        dialog.show();
    }

    private WriteDialog.Writer chosen() {
        var wholeBytes = raw.isSelected();
        var withTimes = timed.isSelected();
        return target -> write(target, wholeBytes, withTimes);
    }

    private void write(Path target, boolean wholeBytes, boolean withTimes) throws IOException {
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
