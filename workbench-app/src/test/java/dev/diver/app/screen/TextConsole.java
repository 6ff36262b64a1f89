package dev.diver.app.screen;

import dev.diver.core.dive.Console;
import java.nio.charset.StandardCharsets;
import javafx.application.Platform;
import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;

/** A console as plain text, in place of the terminal. */
public final class TextConsole extends StackPane implements AutoCloseable {
    private final Console.Subscription subscription;

    public TextConsole(Console console) {
        var area = new TextArea();
        area.setEditable(false);
        area.getStyleClass().add("code-text");
        area.setId("console-text");
        getChildren().add(area);
        subscription = console.attach((bytes, offset, length) -> {
            var text = new String(bytes, offset, length, StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;]*m|\r", "");
            Platform.runLater(() -> area.appendText(text));
        });
    }

    @Override
    public void close() {
        subscription.close();
    }
}
