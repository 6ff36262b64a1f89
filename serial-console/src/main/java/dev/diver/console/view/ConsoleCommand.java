package dev.diver.console.view;

import javafx.scene.input.KeyCombination;

/**
 * What can be done with a console, for menus, buttons and keys. The keys are those that terminals send nothing of their own
 * for, so that none is taken from the guest; the sizes of text, and scrolling, are as in all terminals.
 */
public enum ConsoleCommand {
    COPY("Copy", "Shortcut+Shift+C"),
    PASTE("Paste", "Shortcut+Shift+V"),
    TYPE_CLIPBOARD("Type the clipboard", ""),
    SELECT_ALL("Select all", ""),
    FIND("Find", "Shortcut+Shift+F"),
    FILTER("Filter lines", "Shortcut+Shift+L"),
    HOLD("Hold or follow", "Shortcut+Shift+H"),
    TIME_STAMPS("Time stamps", "Shortcut+Shift+G"),
    MARK("Mark", "Shortcut+Shift+K"),
    PREVIOUS_MARK("Previous mark", "Shortcut+Shift+Page Up"),
    NEXT_MARK("Next mark", "Shortcut+Shift+Page Down"),
    CLEAR("Clear", ""),
    LARGER_TEXT("Larger text", "Shortcut+Plus"),
    SMALLER_TEXT("Smaller text", "Shortcut+Minus"),
    USUAL_TEXT("Usual text", "Shortcut+0"),
    BREAK("Send a break", ""),
    CTRL_ALT_DELETE("Send Ctrl+Alt+Del", ""),
    RETURN_AT_LINE_FEEDS("Line feeds go to the margin", "");

    private final String title;
    private final String keys;

    ConsoleCommand(String title, String keys) {
        this.title = title;
        this.keys = keys;
    }

    /** As menus have it. */
    public String title() {
        return title;
    }

    /** As {@link KeyCombination#valueOf} takes them; empty where it has none. */
    public String keys() {
        return keys;
    }

    /** As people write it. */
    static String written(KeyCombination keys) {
        return keys.getDisplayText();
    }

    /** The combination, or null. */
    KeyCombination combination() {
        return keys.isEmpty() ? null : KeyCombination.valueOf(keys);
    }
}
