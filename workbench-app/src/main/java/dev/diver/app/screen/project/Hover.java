package dev.diver.app.screen.project;

import dev.diver.app.screen.language.CodeServer;
import dev.diver.app.screen.language.TextPlace;
import java.time.Duration;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.stage.Popup;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/** What is known of the name under the pointer, beside it. */
final class Hover {
    private static final Duration REST = Duration.ofMillis(500);
    private final Editor editor;
    private final CodeServer server;
    private final Label text = new Label();
    private final Popup popup = new Popup();
    private int question;

    Hover(Editor editor, CodeServer server) {
        this.editor = editor;
        this.server = server;
        var area = editor.area().area();
        text.setId("hover");
        text.setWrapText(true);
        text.setMaxWidth(560);
        text.setMaxHeight(320);
        text.getStyleClass().addAll("hover", "code-text");
        popup.getContent().add(text);
        popup.setAutoHide(true);
        area.setMouseOverTextDelay(REST);
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> {
            var at = area.offsetToPosition(event.getCharacterIndex(), Bias.Forward);
            ask(new TextPlace(at.getMajor(), at.getMinor()), PopupPlace.pointer(event.getScreenPosition()));
        });
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> hide());
    }

    /** Shows it for the name at the caret. */
    void atCaret() {
        editor.area()
                .area()
                .getCaretBounds()
                .ifPresent(caret -> ask(editor.area().caret(), caret));
    }

    private void ask(TextPlace place, Bounds beside) {
        var mine = ++question;
        server.hover(editor.file(), place, said -> {
            if (mine == question && !said.isBlank()) {
                text.setText(said.strip());
                PopupPlace.show(popup, text, editor.area().area(), beside, false);
            }
        });
    }

    private void hide() {
        question++;
        popup.hide();
    }
}
