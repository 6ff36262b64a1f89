package dev.diver.app.screen.runs;

import dev.diver.app.screen.common.Bench;
import dev.diver.core.run.RunRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The runs, all and filtered. The scene graph is not known here. */
final class RunsModel {
    private final Bench bench;
    private final int most;
    private final ObservableList<RunRecord> all = FXCollections.observableArrayList();
    private final FilteredList<RunRecord> shown = new FilteredList<>(all);
    private final Set<String> hidden = new HashSet<>();
    private final ReadOnlyObjectWrapper<List<String>> nets = new ReadOnlyObjectWrapper<>(List.of());

    RunsModel(Bench bench, int most) {
        this.bench = bench;
        this.most = most;
    }

    ObservableList<RunRecord> all() {
        return all;
    }

    FilteredList<RunRecord> shown() {
        return shown;
    }

    /** The names of all nets that have a run. */
    ReadOnlyObjectProperty<List<String>> nets() {
        return nets.getReadOnlyProperty();
    }

    void filter(RunFilter filter) {
        shown.setPredicate(
                filter.equals(new RunFilter("", Optional.empty(), Optional.empty(), Optional.empty())) ? null : filter);
    }

    void refresh() {
        bench.tasks().quietly(() -> bench.engine().runs().list(most), this::set, bench.notices()::problem);
    }

    private void set(List<RunRecord> found) {
        var runs = found.stream().filter(run -> !hidden.contains(run.run())).toList();
        if (!all.equals(runs)) {
            all.setAll(runs);
            var names = runs.stream().map(RunRecord::net).distinct().sorted().toList();
            if (!names.equals(nets.get())) {
                nets.set(names);
            }
        }
    }

    /** Takes it from the list alone, until it is deleted for good. */
    void hide(RunRecord run) {
        hidden.add(run.run());
        all.remove(run);
    }

    /** Lists it again, where it is still there. */
    void bringBack(RunRecord run) {
        hidden.remove(run.run());
        refresh();
    }
}
