package dev.diver.app.screen.key;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.SigningKeys;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The ring, as it was read last. Used on the screen's thread. */
final class KeysModel {
    private final SigningKeys keys;
    private final Tasks tasks;
    private final Consumer<Failure> failed;
    private final ObservableList<KnownKey> all = FXCollections.observableArrayList();
    private final ObservableList<String> broken = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper read = new ReadOnlyBooleanWrapper();

    KeysModel(SigningKeys keys, Tasks tasks, Consumer<Failure> failed) {
        this.keys = keys;
        this.tasks = tasks;
        this.failed = failed;
    }

    ObservableList<KnownKey> all() {
        return all;
    }

    /** Words about files in the ring that are no keys. */
    ObservableList<String> broken() {
        return broken;
    }

    /** False until the ring was read once. */
    ReadOnlyBooleanProperty read() {
        return read.getReadOnlyProperty();
    }

    void refresh() {
        record Ring(List<KnownKey> keys, List<String> broken) {}
        tasks.quietly(
                () -> new Ring(keys.list(), keys.broken()),
                ring -> {
                    read.set(true);
                    broken.setAll(ring.broken());
                    all.setAll(ring.keys().stream()
                            .sorted(Comparator.comparing(KnownKey::name))
                            .toList());
                },
                failed);
    }
}
