package dev.diver.app.screen.partition;

import dev.diver.app.screen.common.Tasks;
import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.Machine;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionReport;
import dev.diver.core.topology.Topology;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * A plan that is being drawn: what it is now, what was done to it, what is wrong with it, what is chosen. Belongs to the
 * screen's thread; the checker runs in the background, and what it says of a plan that is no more is forgotten.
 */
final class PartitionModel {
    /** More conflicts than that nobody mends one by one. */
    private static final int MOST_WAYS = 40;

    private final Tasks tasks;
    private final Function<PartitionPlan, PartitionReport> checker;
    private final EditHistory history;
    private final ReadOnlyObjectWrapper<PartitionPlan> plan;
    private final ReadOnlyObjectWrapper<Topology> topology;
    private final ReadOnlyObjectWrapper<Checked> checked;
    private final ReadOnlyObjectWrapper<Owner> chosen = new ReadOnlyObjectWrapper<>(Owner.LINUX);
    private final ReadOnlyObjectWrapper<Optional<Range>> range = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper modified = new ReadOnlyBooleanWrapper();
    private PartitionPlan saved;
    private boolean dragging;
    private boolean checking;

    /**
     * What is wrong with a plan.
     *
     * @param ways out, by conflict; those of a plan that is being dragged are not computed
     */
    record Checked(PartitionPlan plan, PartitionReport report, Map<Conflict, List<WayOut>> ways) {
        List<WayOut> ways(Conflict conflict) {
            return ways.getOrDefault(conflict, List.of());
        }
    }

    /** @param topology of the plan's machine */
    PartitionModel(PartitionPlan plan, Topology topology, Tasks tasks, OptionalInt hostProcessors) {
        this.tasks = tasks;
        this.checker = any -> PartitionChecker.check(any, hostProcessors);
        this.history = new EditHistory(plan);
        this.saved = plan;
        this.plan = new ReadOnlyObjectWrapper<>(plan);
        this.topology = new ReadOnlyObjectWrapper<>(topology);
        this.checked = new ReadOnlyObjectWrapper<>(new Checked(plan, new PartitionReport(List.of()), Map.of()));
        if (!plan.parts().isEmpty()) {
            chosen.set(Owner.part(0));
        }
        check();
    }

    ReadOnlyObjectProperty<PartitionPlan> plan() {
        return plan.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Topology> topology() {
        return topology.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Checked> checked() {
        return checked.getReadOnlyProperty();
    }

    /** Who gets what is drawn next. */
    ReadOnlyObjectProperty<Owner> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /** The block of memory that keys move. */
    ReadOnlyObjectProperty<Optional<Range>> range() {
        return range.getReadOnlyProperty();
    }

    /** Whether it is another one than in its file. */
    ReadOnlyBooleanProperty modified() {
        return modified.getReadOnlyProperty();
    }

    Optional<String> undoable() {
        return history.undoable();
    }

    Optional<String> redoable() {
        return history.redoable();
    }

    boolean isDragging() {
        return dragging;
    }

    void choose(Owner owner) {
        chosen.set(owner);
    }

    void select(Optional<Range> wanted) {
        var there = wanted.filter(one -> one.exists(plan.get()));
        if (!there.equals(range.get())) {
            history.endSeries();
            range.set(there);
        }
        there.ifPresent(one -> choose(Owner.part(one.part())));
    }

    void apply(PartitionEdit edit) {
        apply(edit, "");
    }

    /** @param series see {@link EditHistory#apply(PartitionEdit, String)} */
    void apply(PartitionEdit edit, String series) {
        dragging = false;
        history.apply(edit, series);
        show();
    }

    /** Shows what an edit would make, while it is being dragged. Nothing is done yet. */
    void preview(PartitionEdit edit) {
        dragging = true;
        show(edit.apply(history.present()));
    }

    /** What is done now, without what is being dragged. */
    PartitionPlan settled() {
        return history.present();
    }

    /** The drag has ended without an effect. */
    void cancel() {
        dragging = false;
        show();
    }

    void undo() {
        dragging = false;
        history.undo();
        show();
    }

    void redo() {
        dragging = false;
        history.redo();
        show();
    }

    /** It is in the file as that. */
    void saved(PartitionPlan inFile) {
        saved = inFile;
        modified.set(!history.present().equals(saved));
    }

    /** More is known of the machine than the plan says. */
    void know(Topology known) {
        topology.set(known);
        check();
    }

    private void show() {
        show(history.present());
        modified.set(!history.present().equals(saved));
    }

    private void show(PartitionPlan next) {
        var machine = plan.get().machine();
        if (!sameMachine(machine, next.machine())) {
            topology.set(MachineTopology.of(topology.get().name(), next.machine()));
        }
        // Before the plan: who listens to it looks at these.
        if (!chosen.get().isIn(next)) {
            chosen.set(
                    next.parts().isEmpty()
                            ? Owner.LINUX
                            : Owner.part(next.parts().size() - 1));
        }
        if (range.get().isPresent() && !range.get().get().exists(next)) {
            range.set(Optional.empty());
        }
        plan.set(next);
        check();
    }

    private static boolean sameMachine(Machine one, Machine other) {
        return one == other || one.equals(other);
    }

    /** One check at a time: while it runs, plans come and go, and the last one is looked at next. */
    private void check() {
        if (checking) {
            return;
        }
        checking = true;
        var looked = plan.get();
        var known = topology.get();
        var whole = !dragging;
        tasks.quietly(
                () -> checker.apply(looked),
                report -> {
                    checking = false;
                    var before = checked.get();
                    var ways = before.report().equals(report) ? before.ways() : Map.<Conflict, List<WayOut>>of();
                    checked.set(new Checked(looked, report, ways));
                    if (looked != plan.get()) {
                        check();
                    } else if (whole) {
                        findWays(looked, known, report);
                    } else if (!dragging) {
                        check();
                    }
                },
                failure -> {
                    checking = false;
                    throw new IllegalStateException(failure.text());
                });
    }

    private void findWays(PartitionPlan looked, Topology known, PartitionReport report) {
        if (report.conflicts().isEmpty()) {
            return;
        }
        tasks.quietly(
                () -> {
                    var ways = new WaysOut(looked, known, report, checker);
                    // By identity: two conflicts may read the same.
                    var found = new IdentityHashMap<Conflict, List<WayOut>>();
                    report.conflicts().stream()
                            .limit(MOST_WAYS)
                            .forEach(conflict -> found.put(conflict, ways.of(conflict)));
                    return found;
                },
                found -> {
                    if (looked == plan.get() && !dragging) {
                        checked.set(new Checked(looked, report, found));
                    }
                },
                failure -> {
                    throw new IllegalStateException(failure.text());
                });
    }
}
