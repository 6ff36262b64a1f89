package dev.diver.app.screen.registry;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.Registries.Greeting;
import dev.diver.core.catalog.SigningKeys;
import dev.diver.core.catalog.SigningKeys.Policy;
import dev.diver.core.job.Cancellation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

/** The catalogs that were added, and what their registries said. Used on the screen's thread. */
final class CatalogsModel {
    private final Registries registries;
    private final SigningKeys keys;
    private final Tasks tasks;
    private final Consumer<Failure> failed;
    private final ObservableList<Source> sources = FXCollections.observableArrayList();
    private final ObservableMap<String, Reached> reached = FXCollections.observableHashMap();
    private final ReadOnlyBooleanWrapper read = new ReadOnlyBooleanWrapper();

    /** What came of asking a registry whether it is there. */
    sealed interface Reached {
        record Asking() implements Reached {}

        record Answered(Greeting greeting) implements Reached {}

        record Silent(Failure failure) implements Reached {}
    }

    CatalogsModel(Registries registries, SigningKeys keys, Tasks tasks, Consumer<Failure> failed) {
        this.registries = registries;
        this.keys = keys;
        this.tasks = tasks;
        this.failed = failed;
    }

    /** By name, ascending; also those whose file is wrong. */
    ObservableList<Source> sources() {
        return sources;
    }

    ObservableMap<String, Reached> reached() {
        return reached;
    }

    /** False until the files were read once. */
    ReadOnlyBooleanProperty read() {
        return read.getReadOnlyProperty();
    }

    /** Reads the files again; registries that were not asked yet are asked. */
    void refresh() {
        tasks.quietly(
                this::readAll,
                all -> {
                    read.set(true);
                    reached.keySet()
                            .removeIf(name -> all.stream()
                                    .noneMatch(source -> source.name().equals(name)));
                    sources.setAll(all);
                    all.stream()
                            .filter(source -> source.known().isPresent())
                            .map(Source::name)
                            .filter(name -> !reached.containsKey(name))
                            .forEach(this::greet);
                },
                failed);
    }

    private List<Source> readAll() {
        var ring = keys.list();
        return Stream.concat(
                        registries.list().stream().map(known -> source(known.name(), Optional.of(known), ring)),
                        registries.broken().stream().map(name -> source(name, Optional.empty(), ring)))
                .sorted(Comparator.comparing(Source::name))
                .toList();
    }

    private Source source(String name, Optional<Registries.Known> known, List<dev.diver.core.catalog.KnownKey> ring) {
        return new Source(
                name,
                known,
                keys.policy(name),
                ring.stream().filter(key -> key.catalogs().contains(name)).toList());
    }

    /** Asks its registry whether it is there. One that is silent is a state here and no message. */
    void greet(String name) {
        reached.put(name, new Reached.Asking());
        tasks.quietly(
                () -> registries.greet(name, new Cancellation()),
                greeting -> reached.computeIfPresent(name, (key, before) -> new Reached.Answered(greeting)),
                failure -> reached.computeIfPresent(name, (key, before) -> new Reached.Silent(failure)));
    }

    void setPolicy(String catalog, Policy policy) {
        tasks.quietly(
                () -> {
                    keys.setPolicy(catalog, policy);
                    return policy;
                },
                done -> refresh(),
                failure -> {
                    failed.accept(failure);
                    refresh();
                });
    }

    /** Whether its index is brought without a word of the person. */
    void setUpdates(String catalog, boolean wanted) {
        tasks.quietly(
                () -> {
                    registries.setUpdates(catalog, wanted);
                    return wanted;
                },
                done -> refresh(),
                failure -> {
                    failed.accept(failure);
                    refresh();
                });
    }

    void remove(String name, Runnable gone) {
        tasks.quietly(
                () -> {
                    registries.remove(name);
                    return name;
                },
                removed -> {
                    reached.remove(name);
                    gone.run();
                    refresh();
                },
                failed);
    }

    void logout(String name, Runnable out) {
        tasks.quietly(
                () -> {
                    registries.logout(name);
                    return name;
                },
                done -> {
                    out.run();
                    greet(name);
                },
                failed);
    }
}
