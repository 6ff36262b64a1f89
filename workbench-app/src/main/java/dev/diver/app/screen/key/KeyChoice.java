package dev.diver.app.screen.key;

import dev.diver.core.catalog.KnownKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.ComboBox;

/** One of some keys, or none of them where that has a name. */
final class KeyChoice {
    private final List<KnownKey> keys;
    private final ComboBox<String> box = new ComboBox<>();

    /** @param none what stands for no key, at the end; empty where one has to be chosen */
    KeyChoice(String id, List<KnownKey> keys, Optional<String> none) {
        this.keys = keys;
        box.setId(id);
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems()
                .setAll(Stream.concat(keys.stream().map(KnownKey::name), none.stream())
                        .toList());
    }

    ComboBox<String> node() {
        return box;
    }

    Optional<KnownKey> chosen() {
        return keys.stream().filter(key -> key.name().equals(box.getValue())).findFirst();
    }
}
