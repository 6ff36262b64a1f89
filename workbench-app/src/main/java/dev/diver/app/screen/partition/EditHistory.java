package dev.diver.app.screen.partition;

import dev.diver.core.partition.PartitionPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A plan and what was done to it, backwards and forwards. Plans share what they have in common, so that steps are small. */
final class EditHistory {
    /** More than anybody goes back; what is older is forgotten. */
    static final int MOST = 2000;

    private final Deque<Step> past = new ArrayDeque<>();
    private final Deque<Step> future = new ArrayDeque<>();
    private PartitionPlan present;

    /** @param plan before it for the past, after it for the future */
    private record Step(PartitionEdit edit, String series, PartitionPlan plan) {}

    EditHistory(PartitionPlan present) {
        this.present = present;
    }

    PartitionPlan present() {
        return present;
    }

    /** @return whether it changed anything; what does not is no step */
    boolean apply(PartitionEdit edit) {
        return apply(edit, "");
    }

    /**
     * @param series edits one after the other of the same one are a single step, such as each time that a key repeats;
     *     empty for a step of its own
     */
    boolean apply(PartitionEdit edit, String series) {
        var next = edit.apply(present);
        if (next.equals(present)) {
            return false;
        }
        var last = past.peekLast();
        if (series.isEmpty() || last == null || !future.isEmpty() || !series.equals(last.series())) {
            past.addLast(new Step(edit, series, present));
            if (past.size() > MOST) {
                past.removeFirst();
            }
        }
        future.clear();
        present = next;
        return true;
    }

    /** The next edit of a series is a step of its own. */
    void endSeries() {
        var last = past.pollLast();
        if (last != null) {
            past.addLast(new Step(last.edit(), "", last.plan()));
        }
    }

    /** What {@link #undo} would take back. */
    Optional<String> undoable() {
        return Optional.ofNullable(past.peekLast()).map(step -> step.edit().name());
    }

    Optional<String> redoable() {
        return Optional.ofNullable(future.peekLast()).map(step -> step.edit().name());
    }

    void undo() {
        var step = past.pollLast();
        if (step != null) {
            future.addLast(new Step(step.edit(), "", present));
            present = step.plan();
        }
    }

    void redo() {
        var step = future.pollLast();
        if (step != null) {
            past.addLast(new Step(step.edit(), "", present));
            present = step.plan();
        }
    }
}
