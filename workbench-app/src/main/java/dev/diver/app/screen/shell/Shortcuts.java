package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Notices;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Does the action whose shortcut was pressed, before the focused control sees the key. */
final class Shortcuts {
    private final Supplier<List<Action>> actions;
    private final Predicate<KeyEvent> taken;
    private final ModalLayer modals;
    private final Notices notices;

    /**
     * @param actions those that hold now, the active document's first
     * @param taken which keys belong to what has the keyboard
     */
    Shortcuts(Supplier<List<Action>> actions, Predicate<KeyEvent> taken, ModalLayer modals, Notices notices) {
        this.actions = actions;
        this.taken = taken;
        this.modals = modals;
        this.notices = notices;
    }

    void install(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (!modals.isShown()) {
                if (!taken.test(event)) {
                    perform(event);
                }
            } else if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                modals.hide();
            }
        });
    }

    private void perform(KeyEvent event) {
        actions.get().stream()
                .filter(action -> action.shortcuts().stream().anyMatch(keys -> keys.match(event)))
                .findFirst()
                .ifPresent(action -> {
                    event.consume();
                    ActionButton.perform(action, notices);
                });
    }
}
