package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.WriteDialog;
import java.nio.file.Files;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Shows a text that is for others, to be copied or written: a public key, or a statement about keys. */
final class StatementDialog {
    private StatementDialog() {}

    /**
     * @param meaning what others do with it
     * @param file a name for it
     */
    static void show(Bench bench, String title, String meaning, String text, String file) {
        var area = new TextArea(text);
        area.setId("key-statement");
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("code-text");
        area.setPrefRowCount(Math.clamp(text.lines().count() + 1, 3, 14));
        var write = new Button("Write to a file\u2026");
        write.setId("key-statement-write");
        write.setOnAction(event -> new WriteDialog(
                        bench, title, "Write", "key-export", file, () -> target -> Files.writeString(target, text))
                .show());
        new DialogBox(
                        bench.modals(),
                        title,
                        new VBox(12, Form.wrapped(meaning), area, new HBox(write)),
                        "Copy",
                        "key-statement-copy",
                        () -> {
                            copy(text);
                            bench.modals().hide();
                            bench.notices().tell("Copied.");
                        })
                .onlyShowing()
                .show();
    }

    static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
