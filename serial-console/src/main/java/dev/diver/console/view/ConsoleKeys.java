package dev.diver.console.view;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import javafx.event.Event;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keyboard: the view's own shortcuts, and all else for the guest. */
final class ConsoleKeys {

    /** The keys for the text's size, with and without a keypad, and where plus is above equals. */
    private static final Map<KeyCode, ConsoleCommand> SIZES = Map.of(
            KeyCode.PLUS, ConsoleCommand.LARGER_TEXT,
            KeyCode.ADD, ConsoleCommand.LARGER_TEXT,
            KeyCode.EQUALS, ConsoleCommand.LARGER_TEXT,
            KeyCode.MINUS, ConsoleCommand.SMALLER_TEXT,
            KeyCode.SUBTRACT, ConsoleCommand.SMALLER_TEXT,
            KeyCode.DIGIT0, ConsoleCommand.USUAL_TEXT,
            KeyCode.NUMPAD0, ConsoleCommand.USUAL_TEXT);

    private static final Map<ConsoleCommand, KeyCombination> SHORTCUTS = shortcuts();

    private final ConsoleView view;

    ConsoleKeys(ConsoleView view) {
        this.view = view;
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        view.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
        view.setOnInputMethodTextChanged(this::composed);
    }

    private static Map<ConsoleCommand, KeyCombination> shortcuts() {
        Map<ConsoleCommand, KeyCombination> all = new EnumMap<>(ConsoleCommand.class);
        for (ConsoleCommand command : ConsoleCommand.values()) {
            if (command.combination() != null) {
                all.put(command, command.combination());
            }
        }
        return Collections.unmodifiableMap(all);
    }

    /** Keys typed into the find bar come by here too; they are none of ours. */
    private boolean isOurs(Event event) {
        return event.getTarget() == view;
    }

    private void pressed(KeyEvent event) {
        if (!isOurs(event) || event.isMetaDown()) {
            return;
        }
        if (view.takes(event.getCode()) || shortcut(event) || scrolling(event)) {
            event.consume();
            return;
        }
        String name = event.getCode().name();
        boolean shift = event.isShiftDown();
        boolean alt = event.isAltDown();
        boolean control = event.isControlDown();
        ConsoleInput key = keys -> keys.key(name, shift, alt, control);
        if (key.encode(view.keys()) != null) {
            view.send(key);
            event.consume();
        }
    }

    private boolean shortcut(KeyEvent event) {
        KeyCode code = event.getCode();
        if (event.isShiftDown() && !event.isControlDown() && code == KeyCode.INSERT) {
            view.perform(ConsoleCommand.PASTE);
            return true;
        }
        if (event.isControlDown() && !event.isAltDown() && !event.isShiftDown()) {
            ConsoleCommand size = SIZES.get(code);
            if (size != null) {
                view.perform(size);
                return true;
            }
        }
        for (ConsoleCommand command : SHORTCUTS.keySet()) {
            if (SHORTCUTS.get(command).match(event)) {
                view.perform(command);
                return true;
            }
        }
        return false;
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
            boolean alt = event.isAltDown() && !altGr;
            view.send(keys -> keys.text(text, alt));
            event.consume();
        }
    }

    private void composed(InputMethodEvent event) {
        String text = event.getCommitted();
        if (!text.isEmpty()) {
            view.send(keys -> keys.text(text, false));
        }
    }
}
