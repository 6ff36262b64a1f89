package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.app.screen.language.CodeServer;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks for another name for what stands at the caret, and changes it everywhere. */
final class RenameDialog {
    private RenameDialog() {}

    static void ask(Bench bench, CodeServer server, Editor editor, FileChanges changes) {
        var place = editor.area().caret();
        var old = editor.area().wordAt(place);
        var field = new TextField(old);
        field.setId("rename-name");
        var dialog = new DialogBox[1];
        dialog[0] = new DialogBox(
                bench.modals(),
                "Rename " + old,
                new VBox(8, new Label("Everywhere in the net, also in files that are not open:"), field),
                "Rename",
                "rename-accept",
                () -> {
                    var name = field.getText().strip();
                    if (!name.matches("[A-Za-z_]\\w*")) {
                        dialog[0].trouble("A name has letters, digits and underscores, and begins with no digit.");
                        return;
                    }
                    server.rename(
                            editor.file(),
                            place,
                            name,
                            found -> {
                                dialog[0].hide();
                                changes.apply("Renamed " + old + " to " + name, found);
                            },
                            dialog[0]::trouble);
                });
        dialog[0].show();
        Platform.runLater(() -> {
            field.requestFocus();
            field.selectAll();
        });
    }
}
