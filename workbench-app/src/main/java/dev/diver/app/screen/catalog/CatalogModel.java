package dev.diver.app.screen.catalog;

import dev.diver.app.screen.catalog.Found.Kind;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.HostAbility;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.Problem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

/** What is searched for and what was found. The scene graph is not known here. */
final class CatalogModel {
    /** More than anybody scrolls through, and still quick to make. */
    static final int MOST_SHOWN = 200;

    private static final Found NOTHING = new Found.Kernels(new SearchResult(List.of(), 0, Map.of(), Map.of()));

    private final Catalog catalog;
    private final Tasks tasks;
    private final Consumer<Failure> failed;
    private final StringProperty words = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Kind> kind = new ReadOnlyObjectWrapper<>(Kind.KERNELS);
    private final Map<Facet, ObservableSet<String>> chosen = new EnumMap<>(Facet.class);
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>();
    private final BooleanProperty pulledOnly = new SimpleBooleanProperty();
    private final BooleanProperty worksHere = new SimpleBooleanProperty();
    private final BooleanProperty ranHere = new SimpleBooleanProperty();
    private final BooleanProperty signed = new SimpleBooleanProperty();
    private final Supplier<HostAbility> host;
    private final ReadOnlyObjectWrapper<Found> result = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyLongWrapper micros = new ReadOnlyLongWrapper();
    private Optional<Problem> storeProblem = Optional.empty();
    private long asked;

    /** @param host what works on this machine, asked in the background */
    CatalogModel(Catalog catalog, Supplier<HostAbility> host, Tasks tasks, Consumer<Failure> failed) {
        this.catalog = catalog;
        this.host = host;
        for (var facet : Facet.values()) {
            chosen.put(facet, FXCollections.observableSet());
        }
        this.tasks = tasks;
        this.failed = failed;
    }

    StringProperty words() {
        return words;
    }

    ReadOnlyObjectProperty<Kind> kind() {
        return kind.getReadOnlyProperty();
    }

    /** Searches for the other kind by the same words; what narrows the one may mean nothing for the other. */
    void turnTo(Kind next) {
        if (kind.get() != next) {
            kind.set(next);
            // Who turns there and back again is shown what was there before.
            result.set(new Found.Asking());
            widen();
            search();
        }
    }

    /** What is shown has one of these, where there are any; of tags all of them. */
    ObservableSet<String> chosen(Facet facet) {
        return chosen.get(facet);
    }

    /** Null for any. */
    ObjectProperty<Mode> mode() {
        return mode;
    }

    BooleanProperty pulledOnly() {
        return pulledOnly;
    }

    /** Only what this machine can run. */
    BooleanProperty worksHere() {
        return worksHere;
    }

    /** Only what ended well in a dive on this machine. */
    BooleanProperty ranHere() {
        return ranHere;
    }

    /** Only what some key has signed, as its catalog says. */
    BooleanProperty signed() {
        return signed;
    }

    private Stream<BooleanProperty> switches() {
        return Stream.of(pulledOnly, worksHere, ranHere, signed);
    }

    ReadOnlyObjectProperty<Found> result() {
        return result.getReadOnlyProperty();
    }

    /** How long the search itself took, in microseconds. */
    ReadOnlyLongProperty micros() {
        return micros.getReadOnlyProperty();
    }

    boolean isNarrowed() {
        return !words.get().isBlank()
                || chosen.values().stream().anyMatch(set -> !set.isEmpty())
                || mode.get() != null
                || switches().anyMatch(BooleanProperty::get);
    }

    void clear() {
        words.set("");
        widen();
        search();
    }

    private void widen() {
        chosen.values().forEach(ObservableSet::clear);
        mode.set(null);
        switches().forEach(one -> one.set(false));
    }

    /** Once, and not with each key. */
    private void tell(Optional<Problem> problem) {
        if (!problem.equals(storeProblem)) {
            storeProblem = problem;
            problem.ifPresent(told -> failed.accept(new Failure(told, "")));
        }
    }

    private Map<Facet, List<String>> others() {
        var others = new EnumMap<Facet, List<String>>(Facet.class);
        chosen.forEach((facet, values) -> {
            if (facet != Facet.TAG && facet != Facet.FAMILY && facet != Facet.LICENCE && !values.isEmpty()) {
                others.put(facet, List.copyOf(values));
            }
        });
        if (signed.get()) {
            others.put(Facet.SIGNED, CatalogQuery.ANY);
        }
        return others;
    }

    private Found find(Kind wanted, CatalogQuery query) {
        return switch (wanted) {
            case KERNELS -> new Found.Kernels(catalog.search(query));
            case NETS -> new Found.Nets(catalog.nets(query));
        };
    }

    /** Searches in the background. Where a later search has begun meanwhile, its result alone counts. */
    void search() {
        var turn = ++asked;
        var query = new CatalogQuery(
                words.get().strip(),
                List.copyOf(chosen(Facet.TAG)),
                List.copyOf(chosen(Facet.FAMILY)),
                List.copyOf(chosen(Facet.LICENCE)),
                Optional.ofNullable(mode.get()),
                others(),
                Optional.empty(),
                pulledOnly.get(),
                ranHere.get(),
                MOST_SHOWN);
        var here = worksHere.get();
        var wanted = kind.get();
        record Timed(Found result, long micros) {}
        tasks.quietly(
                () -> {
                    var begin = System.nanoTime();
                    var found = find(wanted, here ? query.workingOn(host.get()) : query);
                    return new Timed(found, (System.nanoTime() - begin) / 1000);
                },
                timed -> {
                    if (turn == asked) {
                        micros.set(timed.micros());
                        result.set(timed.result());
                        if (timed.result() instanceof Found.Kernels kernels) {
                            tell(kernels.result().storeProblem());
                        }
                    }
                },
                failure -> {
                    if (turn == asked) {
                        failed.accept(failure);
                    }
                });
    }
}
