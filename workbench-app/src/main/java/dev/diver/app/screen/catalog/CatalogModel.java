package dev.diver.app.screen.catalog;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.SearchResult;
import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    private static final SearchResult NOTHING = new SearchResult(List.of(), 0, Map.of(), Map.of());

    private final Catalog catalog;
    private final Tasks tasks;
    private final Consumer<Failure> failed;
    private final StringProperty words = new SimpleStringProperty("");
    private final ObservableSet<String> tags = FXCollections.observableSet();
    private final ObservableSet<String> families = FXCollections.observableSet();
    private final ObservableSet<String> licences = FXCollections.observableSet();
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>();
    private final BooleanProperty pulledOnly = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<SearchResult> result = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyLongWrapper micros = new ReadOnlyLongWrapper();
    private Optional<Problem> storeProblem = Optional.empty();
    private long asked;

    CatalogModel(Catalog catalog, Tasks tasks, Consumer<Failure> failed) {
        this.catalog = catalog;
        this.tasks = tasks;
        this.failed = failed;
    }

    StringProperty words() {
        return words;
    }

    /** Kernels shown have all of these. */
    ObservableSet<String> tags() {
        return tags;
    }

    /** Kernels shown have one of these, where there are any. */
    ObservableSet<String> families() {
        return families;
    }

    /** Kernels shown have one of these, where there are any. */
    ObservableSet<String> licences() {
        return licences;
    }

    /** Null for any. */
    ObjectProperty<Mode> mode() {
        return mode;
    }

    BooleanProperty pulledOnly() {
        return pulledOnly;
    }

    ReadOnlyObjectProperty<SearchResult> result() {
        return result.getReadOnlyProperty();
    }

    /** How long the search itself took, in microseconds. */
    ReadOnlyLongProperty micros() {
        return micros.getReadOnlyProperty();
    }

    boolean isNarrowed() {
        return !words.get().isBlank()
                || !tags.isEmpty()
                || !families.isEmpty()
                || !licences.isEmpty()
                || mode.get() != null
                || pulledOnly.get();
    }

    void clear() {
        words.set("");
        tags.clear();
        families.clear();
        licences.clear();
        mode.set(null);
        pulledOnly.set(false);
        search();
    }

    /** Once, and not with each key. */
    private void tell(Optional<Problem> problem) {
        if (!problem.equals(storeProblem)) {
            storeProblem = problem;
            problem.ifPresent(told -> failed.accept(new Failure(told, "")));
        }
    }

    /** Searches in the background. Where a later search has begun meanwhile, its result alone counts. */
    void search() {
        var turn = ++asked;
        var query = new CatalogQuery(
                words.get().strip(),
                List.copyOf(tags),
                List.copyOf(families),
                List.copyOf(licences),
                Optional.ofNullable(mode.get()),
                pulledOnly.get(),
                MOST_SHOWN);
        record Timed(SearchResult result, long micros) {}
        tasks.quietly(
                () -> {
                    var begin = System.nanoTime();
                    var found = catalog.search(query);
                    return new Timed(found, (System.nanoTime() - begin) / 1000);
                },
                timed -> {
                    if (turn == asked) {
                        micros.set(timed.micros());
                        result.set(timed.result());
                        tell(timed.result().storeProblem());
                    }
                },
                failure -> {
                    if (turn == asked) {
                        failed.accept(failure);
                    }
                });
    }
}
