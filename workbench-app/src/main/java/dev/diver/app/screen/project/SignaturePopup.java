package dev.diver.app.screen.project;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Delay;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.language.CodeServer;
import dev.diver.app.screen.language.Signature;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Popup;
import org.fxmisc.richtext.CodeArea;

/** The function whose call is being written, above the line; the parameter that is due is marked. */
final class SignaturePopup {
    private static final int PAUSE_MS = 60;
    private static final int WIDTH = 560;
    private static final int MOST_LETTERS = 300;

    private final Editor editor;
    private final CodeArea area;
    private final CodeServer server;
    private final TextFlow label = new TextFlow();
    private final Label documentation = new Label();
    private final VBox box = new VBox(4);
    private final Popup popup = new Popup();
    private final Delay asking = new Delay(PAUSE_MS, this::ask);
    private int question;

    SignaturePopup(Editor editor, CodeServer server) {
        this.editor = editor;
        this.server = server;
        area = editor.area().area();
        label.setId("signature");
        label.setMaxWidth(WIDTH);
        label.getStyleClass().add("code-text");
        documentation.setWrapText(true);
        documentation.setMaxWidth(WIDTH);
        documentation.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        // A part that is not laid out but is visible would still make the window as large as it was.
        documentation.visibleProperty().bind(documentation.textProperty().isNotEmpty());
        documentation.managedProperty().bind(documentation.visibleProperty());
        box.getChildren().setAll(label, documentation);
        box.getStyleClass().addAll("hover", "signature");
        popup.getContent().add(box);
        popup.setHideOnEscape(false);
        area.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        area.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && popup.isShowing()) {
                hide();
                event.consume();
            }
        });
        area.caretPositionProperty().subscribe(at -> {
            if (popup.isShowing()) {
                asking.again();
            }
        });
        area.focusedProperty().subscribe(focused -> {
            if (!focused) {
                hide();
            }
        });
        editor.onClosed(this::hide);
    }

    /** Shows it for the call at the caret; the keyboard, which may be at a panel, comes to the text. */
    void show() {
        area.requestFocus();
        ask();
    }

    private void ask() {
        var mine = ++question;
        var place = editor.area().caret();
        server.signature(editor.file(), place, said -> {
            if (mine == question && place.equals(editor.area().caret())) {
                said.ifPresentOrElse(this::show, this::hide);
            }
        });
    }

    private void typed(KeyEvent event) {
        if (area.isEditable()
                && (event.getCharacter().equals("(") || event.getCharacter().equals(","))) {
            asking.again();
        }
    }

    private void show(Signature signature) {
        var text = signature.label();
        label.getChildren()
                .setAll(
                        piece(text.substring(0, signature.from()), "signature-rest"),
                        piece(text.substring(signature.from(), signature.to()), "signature-due"),
                        piece(text.substring(signature.to()), "signature-rest"));
        documentation.setText(Words.shortened(signature.documentation().strip(), MOST_LETTERS));
        area.getCaretBounds()
                .filter(caret -> area.isFocused())
                .ifPresent(caret -> PopupPlace.show(popup, box, area, caret, true));
    }

    private static Text piece(String text, String style) {
        var piece = new Text(text);
        piece.getStyleClass().add(style);
        return piece;
    }

    private void hide() {
        question++;
        asking.stop();
        popup.hide();
    }
}
