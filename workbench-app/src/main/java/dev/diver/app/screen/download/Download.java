package dev.diver.app.screen.download;

import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Job;
import dev.diver.core.kernel.KernelReference;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A kernel on its way into the store. Used on the screen's thread only. */
public final class Download {

    /** What it does now. */
    public enum State {
        /** For others to be finished. */
        WAITING,
        RUNNING,
        /** What came is kept. */
        PAUSED,
        /** What came is kept; {@link Download#failure} tells why. */
        FAILED,
        DONE;

        /** Whether there is nothing more to do for it. */
        public boolean isOver() {
            return this == DONE;
        }

        /** Whether it goes on without a person. */
        public boolean isGoing() {
            return this == WAITING || this == RUNNING;
        }
    }

    private final KernelReference reference;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.WAITING);
    private final ReadOnlyObjectWrapper<Job.Extent> extent = new ReadOnlyObjectWrapper<>(Job.Extent.UNKNOWN);
    private final ObservableList<String> notes = FXCollections.observableArrayList();
    private Pace pace = new Pace();
    private Optional<Failure> failure = Optional.empty();
    /** Until its work has ended, which may be a moment after it was paused. */
    private Optional<Job> job = Optional.empty();

    Download(KernelReference reference, State state) {
        this.reference = reference;
        this.state.set(state);
    }

    public KernelReference reference() {
        return reference;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** Bytes. */
    public ReadOnlyObjectProperty<Job.Extent> extent() {
        return extent.getReadOnlyProperty();
    }

    /** What the person should know about what came, such as that nobody has signed it. */
    public ObservableList<String> notes() {
        return notes;
    }

    /** Bytes a second; absent while it is not known. */
    OptionalLong perSecond() {
        return state.get() == State.RUNNING ? pace.perSecond() : OptionalLong.empty();
    }

    /** Seconds; absent while it is not known. */
    OptionalLong left() {
        var whole = extent.get();
        return perSecond().stream()
                .filter(bytes -> bytes > 0 && whole.total() > 0)
                .map(bytes -> (whole.total() - whole.done()) / bytes)
                .findFirst();
    }

    Optional<Failure> failure() {
        return failure;
    }

    boolean isWorking() {
        return job.isPresent();
    }

    void begins(Job begun) {
        job = Optional.of(begun);
        pace = new Pace();
        failure = Optional.empty();
        state.set(State.RUNNING);
    }

    void came(Job.Extent now, long nanos) {
        pace.came(nanos, now.done());
        extent.set(now);
    }

    void become(State next) {
        state.set(next);
    }

    void fail(Failure why) {
        failure = Optional.of(why);
        state.set(State.FAILED);
    }

    void stop() {
        job.ifPresent(running -> running.cancellation().cancel());
    }

    void ended() {
        job = Optional.empty();
    }
}
