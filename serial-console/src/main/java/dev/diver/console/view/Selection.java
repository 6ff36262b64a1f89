package dev.diver.console.view;

import dev.diver.console.terminal.Terminal;
import dev.diver.console.terminal.TextRange;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** What a person selected of a console's text. */
final class Selection {

    private TextRange range;

    /** Selects nothing where there is no text in it. */
    void select(TextRange wanted) {
        range = wanted == null || wanted.isEmpty() ? null : wanted;
    }

    boolean isEmpty() {
        return range == null;
    }

    /** Or null. */
    TextRange range() {
        return range;
    }

    String text(Terminal terminal) {
        return range == null ? "" : terminal.text(range);
    }

    void copy(Terminal terminal) {
        String text = text(terminal);
        if (!text.isEmpty()) {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        }
    }
}
