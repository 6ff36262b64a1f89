package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.language.CodeServer;
import dev.diver.app.screen.language.TextPlace;
import dev.diver.console.debug.Variable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/** What is known of the name under the pointer, beside it: its value while a guest stands still, then what it means. */
final class Hover {
    private static final Duration REST = Duration.ofMillis(450);
    private static final int MOST_LETTERS = 600;

    private final Editor editor;
    private final CodeServer server;
    private final Function<String, CompletableFuture<Optional<Variable>>> values;
    private final Tasks tasks;
    private final Label value = label("hover-value", "hover-value");
    private final Label text = label("hover", "code-text");
    private final VBox box = new VBox(value, text);
    private final Popup popup = new Popup();
    private int question;

    /** @param values tells what an expression is worth, also long after it was asked; empty where that is not known */
    Hover(
            Editor editor,
            CodeServer server,
            Function<String, CompletableFuture<Optional<Variable>>> values,
            Tasks tasks) {
        this.editor = editor;
        this.server = server;
        this.values = values;
        this.tasks = tasks;
        text.setMaxHeight(320);
        box.getStyleClass().add("hover");
        popup.getContent().add(box);
        popup.setAutoHide(true);
        var area = editor.area().area();
        area.setMouseOverTextDelay(REST);
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> {
            var at = area.offsetToPosition(event.getCharacterIndex(), Bias.Forward);
            ask(new TextPlace(at.getMajor(), at.getMinor()), PopupPlace.pointer(event.getScreenPosition()));
        });
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> hide());
        editor.onClosed(this::hide);
    }

    private static Label label(String id, String style) {
        var label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMaxWidth(560);
        label.getStyleClass().add(style);
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        return label;
    }

    /** Shows it for the name at the caret. */
    void atCaret() {
        editor.area()
                .area()
                .getCaretBounds()
                .ifPresent(caret -> ask(editor.area().caret(), caret));
    }

    /** The value first, so that what it means comes below it and moves nothing. */
    private void ask(TextPlace place, Bounds beside) {
        var mine = ++question;
        var line = editor.area().area().getText(place.line());
        var found = HoverExpression.at(line, place.character());
        found.map(values)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenAccept(answer -> tasks.onScreen(() -> {
                    if (mine == question) {
                        value.setText(answer.map(known -> words(found.orElse(""), known))
                                .orElse(""));
                        text.setText("");
                        show(beside);
                        server.hover(editor.file(), place, said -> explained(mine, said, beside));
                    }
                }));
    }

    private void explained(int asked, String said, Bounds beside) {
        if (asked == question) {
            text.setText(said.strip());
            show(beside);
        }
    }

    private static String words(String expression, Variable found) {
        return Words.shortened(expression + " = " + found.value(), MOST_LETTERS)
                + (found.type().isEmpty() ? "" : "\n" + found.type());
    }

    private void show(Bounds beside) {
        if (!value.getText().isEmpty() || !text.getText().isEmpty()) {
            PopupPlace.show(popup, box, editor.area().area(), beside, false);
        } else {
            popup.hide();
        }
    }

    private void hide() {
        question++;
        popup.hide();
    }
}
