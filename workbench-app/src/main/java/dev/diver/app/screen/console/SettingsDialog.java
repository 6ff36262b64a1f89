package dev.diver.app.screen.console;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.DialogBox;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;

/** Asks how consoles are to be. */
final class SettingsDialog {
    private final ConsoleDesk desk;
    private final TextField lines = new TextField();
    private final TextField megabytes = new TextField();
    private final TextField size = new TextField();
    private final DialogBox dialog;

    SettingsDialog(ConsoleDesk desk) {
        this.desk = desk;
        var now = desk.settings().get();
        lines.setId("console-lines");
        lines.setText(String.valueOf(now.lines()));
        megabytes.setId("console-megabytes");
        megabytes.setText(String.valueOf(now.megabytes()));
        size.setId("console-font-size");
        size.setText(String.format(Locale.ROOT, "%.0f", now.fontSize()));
        var grid = new GridPane(12, 8);
        grid.addRow(0, new Label("Lines kept"), lines, hint("100 to 1,000,000 in each console"));
        grid.addRow(1, new Label("Memory"), megabytes, hint("MB at most in each console; then fewer lines are kept"));
        grid.addRow(2, new Label("Text"), size, hint("points; Ctrl and +, -, 0 change it too"));
        for (var field : new TextField[] {lines, megabytes, size}) {
            field.setPrefColumnCount(8);
        }
        dialog = new DialogBox(desk.bench().modals(), "Consoles", grid, "Set", "console-set", this::set);
    }

    private static Label hint(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
        return label;
    }

    void show() {
        dialog.show();
        lines.requestFocus();
    }

    private void set() {
        try {
            var wanted = new ConsoleSettings(number(lines), number(megabytes), number(size));
            if (wanted.lines() != number(lines)
                    || wanted.megabytes() != number(megabytes)
                    || wanted.fontSize() != number(size)) {
                dialog.trouble("Lines are 100 to 1,000,000, memory 1 to 1000 MB, text 6 to 48 points.");
                return;
            }
            desk.settings().set(wanted);
            dialog.hide();
        } catch (NumberFormatException e) {
            dialog.trouble("Write whole numbers.");
        }
    }

    private static int number(TextField field) {
        return Integer.parseInt(field.getText().strip().replace(",", ""));
    }
}
