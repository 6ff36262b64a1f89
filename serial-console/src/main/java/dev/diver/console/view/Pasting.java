package dev.diver.console.view;

import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

/**
 * Brings the clipboard to the guest. Several lines are asked about first, since each may be a command that runs at once,
 * unless the guest can tell pasted text from typed.
 */
final class Pasting {

    /** Characters; what is longer is no text that one means to type. */
    private static final int LONGEST = 1 << 22;

    private static final int SHOWN = 30;

    private final ConsoleView view;
    private final NoticeBar question = new NoticeBar("console-paste");
    private final NoticeBar progress = new NoticeBar("console-typing");
    private final Button paste = BarButtons.of("Paste", "Enter", this::confirm);
    private final Typist typist;
    private String asked = "";

    Pasting(ConsoleView view) {
        this.view = view;
        typist = new Typist(piece -> view.send(keys -> piece), this::typed);
        question.with(paste).with(BarButtons.of("Cancel", "Escape", this::cancel));
        progress.with(BarButtons.of("Stop", "Escape", typist::stop));
    }

    NoticeBar question() {
        return question;
    }

    NoticeBar progress() {
        return progress;
    }

    /** Why there is nothing to paste; empty where there is. */
    static String whyNot() {
        return Clipboard.getSystemClipboard().hasString() ? "" : "There is no text on the clipboard.";
    }

    private static String clipboard() {
        String text = Clipboard.getSystemClipboard().getString();
        return text == null ? "" : text;
    }

    void paste() {
        String text = clipboard();
        long lines = text.strip().lines().count();
        if (text.length() > LONGEST) {
            view.tell(question, "The clipboard has " + text.length() + " characters, which is too much to paste.");
            paste.setDisable(true);
        } else if (lines > 1 && !view.allBracketPaste()) {
            asked = text;
            paste.setDisable(false);
            String first = text.strip().lines().findFirst().orElse("").strip();
            view.tell(
                    question,
                    "Paste " + lines + " lines? \u201C"
                            + (first.length() > SHOWN ? first.substring(0, SHOWN) + "\u2026" : first) + "\u201D");
        } else if (!text.isEmpty()) {
            view.send(keys -> keys.paste(text));
        }
    }

    private void confirm() {
        String text = asked;
        cancel();
        view.send(keys -> keys.paste(text));
    }

    private void cancel() {
        asked = "";
        view.tell(question, "");
        view.requestFocus();
    }

    void type() {
        String text = clipboard();
        if (text.length() > LONGEST) {
            paste();
        } else if (!text.isEmpty()) {
            typist.type(Typist.keys(text));
        }
    }

    private void typed() {
        view.tell(progress, typist.isTyping() ? typist.progress() : "");
    }

    /** Enter and Escape answer what is asked, before they are the guest's; Escape stops typing. */
    boolean takes(KeyCode code) {
        if (!question.text().isEmpty()) {
            if (code == KeyCode.ENTER && !paste.isDisabled()) {
                confirm();
                return true;
            }
            if (code == KeyCode.ENTER || code == KeyCode.ESCAPE) {
                cancel();
                return true;
            }
        }
        if (typist.isTyping() && code == KeyCode.ESCAPE) {
            typist.stop();
            return true;
        }
        return false;
    }

    void close() {
        typist.stop();
    }
}
