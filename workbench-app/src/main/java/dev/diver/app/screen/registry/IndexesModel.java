package dev.diver.app.screen.registry;

import dev.diver.app.screen.common.Amounts;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Job;
import dev.diver.app.screen.common.Notices;
import dev.diver.app.screen.common.Tasks;
import dev.diver.app.screen.common.Words;
import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.Registries.IndexNews;
import dev.diver.core.catalog.Registries.Indexed;
import dev.diver.core.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

/** What is here of the catalogs' indexes, and bringing them up to date. Used on the screen's thread. */
public final class IndexesModel {
    /** Without a word of its publisher, how long an index is taken for the present one. */
    private static final Duration OLD = Duration.ofDays(7);

    private final Registries registries;
    private final Tasks tasks;
    private final Notices notices;
    private final InstantSource clock;
    private final ObservableList<Indexed> all = FXCollections.observableArrayList();
    private final ObservableMap<String, Job> updating = FXCollections.observableHashMap();
    private final List<Runnable> brought = new ArrayList<>();

    public IndexesModel(Registries registries, Tasks tasks, Notices notices, InstantSource clock) {
        this.registries = registries;
        this.tasks = tasks;
        this.notices = notices;
        this.clock = clock;
    }

    /** Of each catalog that was added. */
    ObservableList<Indexed> all() {
        return all;
    }

    /** Those that are being brought, by the catalog's name. */
    ObservableMap<String, Job> updating() {
        return updating;
    }

    /** @param action is run when other kernels may be found */
    public void onBrought(Runnable action) {
        brought.add(action);
    }

    /** Reads what is here; touches no network. */
    public void refresh() {
        tasks.quietly(registries::indexes, all::setAll, notices::problem);
    }

    /** Catalogs of which nothing is found: nobody has asked for their index yet. */
    List<String> never() {
        return names(one -> one.brought().isEmpty());
    }

    /** Catalogs of which there may be newer kernels. */
    List<String> old() {
        var now = clock.instant();
        return names(one -> one.expires().filter(now::isAfter).isPresent()
                || one.brought().filter(at -> at.plus(OLD).isBefore(now)).isPresent());
    }

    private List<String> names(Predicate<Indexed> which) {
        return all.stream().filter(which).map(Indexed::name).toList();
    }

    Optional<Indexed> of(String catalog) {
        return all.stream().filter(one -> one.name().equals(catalog)).findFirst();
    }

    /** In the background; shown in the status bar, where it can be cancelled. */
    void update(String catalog) {
        update(
                catalog,
                failure -> notices.problem(failure, List.of(new Notices.Remedy("Try again", () -> update(catalog)))));
    }

    /** @param refused is told where the registry does not let this person read */
    void updateOr(String catalog, Runnable refused) {
        update(catalog, failure -> {
            if (failure.problem().kind() == Problem.Kind.NOT_ALLOWED) {
                refused.run();
            } else {
                notices.problem(failure);
            }
        });
    }

    private void update(String catalog, Consumer<Failure> failed) {
        if (updating.containsKey(catalog)) {
            return;
        }
        var job = tasks.start(
                "Bringing the index of " + catalog,
                (progress, cancellation) -> registries.update(catalog, progress, cancellation),
                news -> {
                    updating.remove(catalog);
                    changed(() -> notices.tell(words(news)));
                },
                failure -> {
                    updating.remove(catalog);
                    if (failure.problem().kind() == Problem.Kind.NOT_FOUND) {
                        notices.tell(
                                catalog + " has no index: its kernels are pulled by name, and not found by searching.");
                    } else {
                        failed.accept(failure);
                    }
                    changed();
                });
        updating.put(catalog, job);
    }

    /** Other kernels may be found. */
    void changed() {
        changed(() -> {});
    }

    /** @param then is run when the views have what is new */
    private void changed(Runnable then) {
        tasks.quietly(
                registries::indexes,
                now -> {
                    all.setAll(now);
                    then.run();
                },
                notices::problem);
        brought.forEach(Runnable::run);
    }

    private static String words(IndexNews news) {
        var found = Words.count(news.packages(), "kernel")
                + (news.nets() == 0 ? "" : " and " + Words.count(news.nets(), "net"));
        return news.changed()
                ? news.name() + ": " + found + " found, " + Amounts.of(news.transferred()) + " came."
                : news.name() + ": nothing new, " + found + ".";
    }
}
