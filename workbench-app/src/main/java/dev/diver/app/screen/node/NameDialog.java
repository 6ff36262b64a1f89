package dev.diver.app.screen.node;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import dev.diver.core.node.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks for a node's name before something is done that cannot be undone. */
final class NameDialog {
    private NameDialog() {}

    /** @param consequence what happens, one sentence */
    static void ask(Bench bench, Node node, String what, String consequence, Runnable go) {
        var text = new Label(consequence + " Type the node's name, " + node.name() + ", to go on.");
        text.setWrapText(true);
        var field = new TextField();
        field.setId("node-confirm-name");
        var dialog = new DialogBox(bench.modals(), what, new VBox(10, text, field), what, "node-confirm", () -> {
                    bench.modals().hide();
                    go.run();
                })
                .cautious();
        dialog.action().setDisable(true);
        field.textProperty()
                .subscribe(typed -> dialog.action().setDisable(!typed.strip().equals(node.name())));
        dialog.show();
        field.requestFocus();
    }
}
