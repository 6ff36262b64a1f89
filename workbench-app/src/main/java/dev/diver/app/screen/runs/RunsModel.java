package dev.diver.app.screen.runs;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Tasks;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.Runs;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The runs, all and filtered. The scene graph is not known here. */
final class RunsModel {
    private final Runs runs;
    private final Tasks tasks;
    private final Consumer<Failure> failed;
    private final int most;
    private final ObservableList<RunRecord> all = FXCollections.observableArrayList();
    private final FilteredList<RunRecord> shown = new FilteredList<>(all);
    private final Set<String> hidden = new HashSet<>();
    private final ReadOnlyObjectWrapper<List<String>> nets = new ReadOnlyObjectWrapper<>(List.of());

    RunsModel(Runs runs, Tasks tasks, Consumer<Failure> failed, int most) {
        this.runs = runs;
        this.tasks = tasks;
        this.failed = failed;
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
        tasks.quietly(() -> runs.list(most), this::set, failed);
    }

    private void set(List<RunRecord> found) {
        var listed = found.stream().filter(run -> !hidden.contains(run.run())).toList();
        if (!all.equals(listed)) {
            all.setAll(listed);
            var names = listed.stream().map(RunRecord::net).distinct().sorted().toList();
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
