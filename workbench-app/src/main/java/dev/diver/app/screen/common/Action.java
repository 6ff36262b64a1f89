package dev.diver.app.screen.common;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.Ikon;

/**
 * Something a person can do: in the palette, by its shortcut, on a button.
 *
 * @param id stable, such as {@code project-build}; also the id of its button
 * @param group where the list of shortcuts shows it, such as {@code Net}
 * @param whyNot empty where it can be done now, else one sentence why not
 */
public record Action(
        String id,
        String group,
        String name,
        Ikon icon,
        Optional<KeyCombination> shortcut,
        Supplier<String> whyNot,
        Runnable run) {

    public static Action of(String id, String group, String name, Ikon icon, Runnable run) {
        return new Action(id, group, name, icon, Optional.empty(), () -> "", run);
    }

    /** @param keys as {@link KeyCombination#valueOf}, such as {@code Shortcut+B} */
    public Action on(String keys) {
        return new Action(id, group, name, icon, Optional.of(KeyCombination.valueOf(keys)), whyNot, run);
    }

    public Action unless(Supplier<String> reason) {
        return new Action(id, group, name, icon, shortcut, reason, run);
    }

    public boolean enabled() {
        return whyNot.get().isEmpty();
    }

    /** The shortcut as people write it, or nothing. */
    public String keys() {
        return shortcut.map(keys -> keys.getDisplayText()).orElse("");
    }
}
