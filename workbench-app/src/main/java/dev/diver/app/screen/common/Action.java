package dev.diver.app.screen.common;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/**
 * Something a person can do: in the palette, by its shortcut, on a button.
 *
 * @param id stable, such as {@code project-build}; also the id of its button
 * @param group where the list of shortcuts shows it, such as {@code Net}
 * @param shortcuts the first one is shown
 * @param whyNot empty where it can be done now, else one sentence why not
 */
public record Action(
        String id,
        String group,
        String name,
        Ikon icon,
        List<KeyCombination> shortcuts,
        Supplier<String> whyNot,
        Runnable run) {

    public static Action of(String id, String group, String name, Ikon icon, Runnable run) {
        return new Action(id, group, name, icon, List.of(), () -> "", run);
    }

    /**
     * By these keys too.
     *
     * @param keys as {@link KeyCombination#valueOf}, such as {@code Shortcut+B}
     */
    public Action on(String keys) {
        var all = new ArrayList<>(shortcuts);
        all.add(combination(keys));
        return new Action(id, group, name, icon, List.copyOf(all), whyNot, run);
    }

    /** JavaFX takes a key's constant, such as PAGE_DOWN, for a character that no keyboard types; its name it knows. */
    private static KeyCombination combination(String keys) {
        var at = keys.lastIndexOf('+') + 1;
        var key = keys.substring(at);
        var known = Stream.of(KeyCode.values())
                .filter(code -> code.name().equals(key))
                .findFirst();
        return KeyCombination.valueOf(
                keys.substring(0, at) + known.map(KeyCode::getName).orElse(key));
    }

    public Action unless(Supplier<String> reason) {
        return new Action(id, group, name, icon, shortcuts, reason, run);
    }

    public boolean enabled() {
        return whyNot.get().isEmpty();
    }

    /** The shortcut as people write it, or nothing. */
    public String keys() {
        return shortcuts.isEmpty()
                ? ""
                : shortcuts
                        .getFirst()
                        .getDisplayText()
                        .replace("PAGE_DOWN", "Page Down")
                        .replace("PAGE_UP", "Page Up");
    }
}
