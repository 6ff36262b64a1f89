package dev.diver.app.screen.common;

import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;

/** Walks through a list by keys that reach something else, such as the text that narrows the list. */
public final class ListWalk {
    private static final int PAGE = 8;

    private ListWalk() {}

    /** @return whether the key was one that walks */
    public static boolean by(KeyCode key, ListView<?> list) {
        var at = list.getSelectionModel().getSelectedIndex();
        switch (key) {
            case DOWN -> select(list, at + 1);
            case UP -> select(list, at - 1);
            case PAGE_DOWN -> select(list, at + PAGE);
            case PAGE_UP -> select(list, at - PAGE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void select(ListView<?> list, int index) {
        var to = Math.clamp(index, 0, Math.max(0, list.getItems().size() - 1));
        list.getSelectionModel().select(to);
        list.scrollTo(Math.max(0, to - PAGE / 2));
    }
}
