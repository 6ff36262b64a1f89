package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.DialogBox;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What becomes of a layout that was closed with changes. Without an answer they are kept as a draft. */
final class CloseQuestion {
    private CloseQuestion() {}

    static void ask(Bench bench, Path file, Runnable save, Runnable throwAway) {
        var text = new Label("It was closed with changes. Cancel keeps them, and offers them when it is opened again.");
        text.setWrapText(true);
        var drop = new Button("Throw them away");
        drop.setId("partition-throw-away");
        drop.setOnAction(event -> {
            bench.modals().hide();
            throwAway.run();
        });
        new DialogBox(
                        bench.modals(),
                        "Save the changes of " + file.getFileName() + "?",
                        new VBox(12, text, drop),
                        "Save",
                        "partition-close-save",
                        () -> {
                            bench.modals().hide();
                            save.run();
                        })
                .show();
    }
}
