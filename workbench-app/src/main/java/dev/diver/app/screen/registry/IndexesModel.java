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
import dev.diver.core.catalog.Registries.Known;
import dev.diver.core.problem.Problem;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

/** What is here of the catalogs' indexes, and bringing them up to date. Used on the screen's thread. */
public final class IndexesModel {
    /** What may be otherwise the next time, so that nobody has to be told who has asked for nothing. */
    private static final Set<Problem.Kind> PASSING = Set.of(
            Problem.Kind.OFFLINE,
            Problem.Kind.RATE_LIMITED,
            Problem.Kind.FAILED,
            Problem.Kind.NOT_FOUND,
            Problem.Kind.CANCELLED);

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
        return names(Indexed::isMissing);
    }

    /** Catalogs of which there may be newer kernels. */
    List<String> old() {
        var now = clock.instant();
        return names(one -> one.isOld(now));
    }

    private List<String> names(Predicate<Indexed> which) {
        return all.stream().filter(which).map(Indexed::name).toList();
    }

    Optional<Indexed> of(String catalog) {
        return all.stream().filter(one -> one.name().equals(catalog)).findFirst();
    }

    /**
     * Brings those that were not asked for in a day, one after the other, where the person lets that happen. What was never
     * brought is left to the person: it may want a login.
     */
    public void bringDue() {
        tasks.quietly(this::due, this::bring, notices::problem);
    }

    private Queue<String> due() {
        var now = clock.instant();
        var wanted = registries.list().stream()
                .filter(Known::updates)
                .map(Known::name)
                .toList();
        return registries.indexes().stream()
                .filter(one -> one.isDue(now) && wanted.contains(one.name()))
                .map(Indexed::name)
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    private void bring(Queue<String> due) {
        var catalog = due.poll();
        if (catalog == null) {
            return;
        }
        if (updating.containsKey(catalog)) {
            bring(due);
            return;
        }
        start(
                catalog,
                news -> {
                    if (news.changed()) {
                        notices.tell(words(news));
                    }
                    bring(due);
                },
                failure -> {
                    if (!PASSING.contains(failure.problem().kind())) {
                        notices.problem(failure);
                    }
                    if (!failure.isCancelled()) {
                        bring(due);
                    }
                });
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
        start(catalog, news -> notices.tell(words(news)), failure -> {
            if (failure.problem().kind() == Problem.Kind.NOT_FOUND) {
                notices.tell(catalog + " has no index: its kernels are pulled by name, and not found by searching.");
            } else {
                failed.accept(failure);
            }
        });
    }

    private void start(String catalog, Consumer<IndexNews> told, Consumer<Failure> failed) {
        var job = tasks.start(
                "Bringing the index of " + catalog,
                (progress, cancellation) -> registries.update(catalog, progress, cancellation),
                news -> {
                    updating.remove(catalog);
                    changed(() -> told.accept(news));
                },
                failure -> {
                    updating.remove(catalog);
                    failed.accept(failure);
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
