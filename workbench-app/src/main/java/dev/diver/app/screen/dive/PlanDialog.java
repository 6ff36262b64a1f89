package dev.diver.app.screen.dive;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Words;
import dev.diver.core.dive.DivePlan;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;

/** What {@code diver dive --explain} prints: everything that a dive does, decided, and nothing started. */
public final class PlanDialog {
    private PlanDialog() {}

    public static void show(Bench bench, DivePlan plan) {
        var box = new VBox(8);
        box.setId("plan");
        var headline = new Label(plan.mode() + (plan.accelerator().isEmpty() ? "" : ", " + plan.accelerator()) + ", "
                + String.join(", ", plan.headline()));
        headline.getStyleClass().add(Styles.TEXT_MUTED);
        box.getChildren().add(headline);
        part(box, "Programs", plan.commands().stream().map(Words::command).toList());
        part(box, "Kernel command line", plan.kernelCommandLines());
        part(
                box,
                "Files written first",
                plan.files().stream()
                        .map(file -> file.path() + "\n    " + file.what())
                        .toList());
        for (var note : plan.notes()) {
            var label = new Label(note);
            label.setWrapText(true);
            box.getChildren().add(label);
        }
        var text = plan.commands().stream().map(Words::command).collect(Collectors.joining("\n"));
        new DialogBox(
                        bench.modals(),
                        "The plan of " + plan.request().net().name(),
                        DialogBox.scrolled(box, 420),
                        "Copy command",
                        "plan-copy",
                        () -> {
                            var content = new ClipboardContent();
                            content.putString(text);
                            Clipboard.getSystemClipboard().setContent(content);
                            bench.notices().tell("Copied the command.");
                        })
                .onlyShowing()
                .wide(760)
                .show();
    }

    private static void part(VBox box, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        var heading = new Label(title);
        heading.getStyleClass().addAll(Styles.TEXT_BOLD, "section");
        var text = new TextArea(String.join("\n", lines));
        text.setEditable(false);
        text.setWrapText(true);
        text.getStyleClass().add("code-text");
        var rows =
                text.getText().lines().mapToLong(line -> 1 + line.length() / 84).sum();
        text.setPrefRowCount(Math.clamp(rows, 1, 10));
        box.getChildren().addAll(heading, text);
    }
}
