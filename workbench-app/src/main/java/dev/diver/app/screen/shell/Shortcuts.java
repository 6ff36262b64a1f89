package dev.diver.app.screen.shell;

import dev.diver.app.screen.common.Action;
import dev.diver.app.screen.common.ActionButton;
import dev.diver.app.screen.common.Notices;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Does the action whose shortcut was pressed, before the focused control sees the key. */
final class Shortcuts {
    private final Supplier<List<Action>> actions;
    private final ModalLayer modals;
    private final Notices notices;

    /** @param actions those that hold now, the active document's first */
    Shortcuts(Supplier<List<Action>> actions, ModalLayer modals, Notices notices) {
        this.actions = actions;
        this.modals = modals;
        this.notices = notices;
    }

    void install(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (!modals.isShown()) {
                perform(event);
            } else if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                modals.hide();
            }
        });
    }

    private void perform(KeyEvent event) {
        actions.get().stream()
                .filter(action ->
                        action.shortcut().filter(keys -> keys.match(event)).isPresent())
                .findFirst()
                .ifPresent(action -> {
                    event.consume();
                    ActionButton.perform(action, notices);
                });
    }
}
