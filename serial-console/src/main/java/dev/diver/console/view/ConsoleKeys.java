package dev.diver.console.view;

import dev.diver.console.terminal.KeyEncoder;
import javafx.event.Event;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keyboard: the view's own shortcuts, and all else for the guest. */
final class ConsoleKeys {

    private final ConsoleView view;

    ConsoleKeys(ConsoleView view) {
        this.view = view;
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        view.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        view.setOnInputMethodTextChanged(this::composed);
    }

    /** Keys typed into the find bar come by here too; they are none of ours. */
    private boolean isOurs(Event event) {
        return event.getTarget() == view;
    }

    private void pressed(KeyEvent event) {
        if (!isOurs(event) || event.isMetaDown()) {
            return;
        }
        if (shortcut(event) || scrolling(event)) {
            event.consume();
            return;
        }
        KeyEncoder keys = view.terminal().keys();
        byte[] bytes = keys.key(event.getCode().name(), event.isShiftDown(), event.isAltDown(), event.isControlDown());
        if (bytes != null) {
            view.send(bytes);
            event.consume();
        }
    }

    private boolean shortcut(KeyEvent event) {
        KeyCode code = event.getCode();
        if (!event.isControlDown()) {
            boolean insert = event.isShiftDown() && code == KeyCode.INSERT;
            if (insert) {
                view.paste();
            }
            return insert;
        }
        boolean shift = event.isShiftDown();
        switch (code) {
            case PLUS, ADD, EQUALS -> view.setFontSize(view.getFontSize() + 1);
            case MINUS, SUBTRACT -> view.setFontSize(view.getFontSize() - 1);
            case DIGIT0, NUMPAD0 -> view.setFontSize(ConsoleFont.USUAL_SIZE);
            case C -> {
                if (shift) {
                    view.copy();
                }
                return shift;
            }
            case V -> {
                if (shift) {
                    view.paste();
                }
                return shift;
            }
            case F -> {
                if (shift) {
                    view.openFind();
                }
                return shift;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean scrolling(KeyEvent event) {
        // The second screen has nothing to scroll: there its program gets the keys.
        boolean ours = event.isShiftDown()
                && !event.isControlDown()
                && !event.isAltDown()
                && !view.terminal().isAlternateScreen();
        if (!ours) {
            return false;
        }
        int page = Math.max(1, view.screen().rows() - 1);
        switch (event.getCode()) {
            case PAGE_UP -> view.scrollBy(-page);
            case PAGE_DOWN -> view.scrollBy(page);
            case HOME -> view.scrollBy(-view.screen().lastTopLine());
            case END -> view.follow();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void typed(KeyEvent event) {
        if (!isOurs(event)) {
            return;
        }
        String text = event.getCharacter();
        boolean typesText = !text.isEmpty()
                && !KeyEvent.CHAR_UNDEFINED.equals(text)
                && !Character.isISOControl(text.codePointAt(0))
                && !event.isMetaDown();
        // Some keyboards have AltGr, which looks like both modifiers at once and types characters.
        boolean altGr = event.isControlDown() && event.isAltDown();
        if (typesText && (altGr || !event.isControlDown())) {
            view.send(view.terminal().keys().text(text, event.isAltDown() && !altGr));
            event.consume();
        }
    }

    private void composed(InputMethodEvent event) {
        if (!event.getCommitted().isEmpty()) {
            view.send(view.terminal().keys().text(event.getCommitted(), false));
        }
    }
}
