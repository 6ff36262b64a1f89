package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.console.debug.CodePlace;
import dev.diver.console.debug.DebugEvent;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.Frame;
import dev.diver.console.debug.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The debugging sessions of a window: one is in front, of which this tells how it stands and what is looked at; of the others
 * only that they stop and end. All that is shown of a guest that stands still is asked for together and shown together. On the
 * screen's thread.
 */
final class DebugModel {
    private static final int MOST_FRAMES = 100;
    /** A step is over sooner; what is shown fades only where the guest really runs. */
    private static final int FADING_MS = 200;

    private final Bench bench;
    private final Breakpoints breakpoints;
    private final Behind behind;
    private final List<Lookout> lookouts = new ArrayList<>();
    private final ReadOnlyObjectWrapper<DebugState> state = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Sight> sight = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Frame> place = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper faded = new ReadOnlyBooleanWrapper();
    private final Delay fading = new Delay(FADING_MS, () -> faded.set(true));
    private final ObservableList<Ongoing> all = FXCollections.observableArrayList();
    private Ongoing front;
    /** Those of the guest in front; one that does not follow the last one is of another guest. */
    private long stops;

    private long looks;

    /** What happens to sessions that a person may not see. */
    interface Behind {

        /** It ended before the guest was reached. */
        void neverBegan(Ongoing session, String why);

        /** It stands still, and another one is in front. */
        void stopped(Ongoing session);

        /** It has ended of itself. */
        void ended(Ongoing session);
    }

    DebugModel(Bench bench, Breakpoints breakpoints, Behind behind) {
        this.bench = bench;
        this.breakpoints = breakpoints;
        this.behind = behind;
    }

    /** Those that go on, in the order that they began in. */
    ObservableList<Ongoing> all() {
        return all;
    }

    /** The one that is shown; null where nothing is debugged. */
    Ongoing front() {
        return front;
    }

    /** Null where nothing is debugged. Stays at its end until the next session or until it is put away. */
    ReadOnlyObjectProperty<DebugState> state() {
        return state.getReadOnlyProperty();
    }

    /** What was seen last; null where nothing was. */
    ReadOnlyObjectProperty<Sight> sight() {
        return sight.getReadOnlyProperty();
    }

    /** The frame that is looked at while the guest stands still; null while it runs. */
    ReadOnlyObjectProperty<Frame> place() {
        return place.getReadOnlyProperty();
    }

    /** Whether what is shown is of an earlier time. */
    ReadOnlyBooleanProperty faded() {
        return faded.getReadOnlyProperty();
    }

    /** Null where nothing is debugged. */
    Subject subject() {
        return front == null ? null : front.subject();
    }

    /** Null where nothing is debugged. */
    DebugSession session() {
        return isLive() ? front.session() : null;
    }

    /** Whether the guest has not executed anything yet. */
    boolean isAtStart() {
        return front != null && front.isAtStart();
    }

    boolean isStopped() {
        return isLive() && state.get() instanceof DebugState.Stopped;
    }

    boolean isLive() {
        return front != null && !front.isOver();
    }

    /** Its part is asked for with each stop from now on. */
    void add(Lookout lookout) {
        lookouts.add(lookout);
    }

    /** Takes over a session, which ends with {@link #end}, and shows it. */
    void begin(Subject of, DebugSession opened) {
        var begun = new Ongoing(of, opened);
        all.add(begun);
        breakpoints.bind(opened, of.net());
        begun.follow(opened.onEvent(event -> bench.tasks().onScreen(() -> {
            if (!begun.isOver()) {
                told(begun, event);
            }
        })));
        show(begun);
        changed(begun, opened.state());
    }

    /** Brings a session to the front. */
    void show(Ongoing one) {
        if (one == front) {
            return;
        }
        front = one;
        looks++;
        stops += 2;
        fading.stop();
        sight.set(null);
        place.set(null);
        faded.set(false);
        breakpoints.front(one.subject().net());
        state.set(one.state());
        if (one.state() instanceof DebugState.Stopped stopped) {
            look(focus(stopped));
        }
    }

    private Focus focus(DebugState.Stopped stopped) {
        return new Focus(stopped.thread(), stopped.frame().map(Frame::level).orElse(0), stops);
    }

    private void told(Ongoing one, DebugEvent event) {
        switch (event) {
            case DebugEvent.StateChanged(var now) -> changed(one, now);
            case DebugEvent.BreakpointsChanged(var now) ->
                breakpoints.shown(one.subject().net(), now);
            case DebugEvent.Selected(var thread, var frame) -> {
                if (one == front) {
                    focus(thread, frame);
                }
            }
            case DebugEvent.ValuesChanged() -> {
                if (one == front) {
                    look();
                }
            }
        }
    }

    private void changed(Ongoing one, DebugState now) {
        if (now.equals(one.state()) && now.equals(state.get())) {
            return;
        }
        one.now(now);
        switch (now) {
            case DebugState.Starting() -> tell(one);
            case DebugState.Running() -> {
                if (one == front) {
                    looks++;
                    place.set(null);
                    fading.again();
                }
                tell(one);
            }
            case DebugState.Stopped stopped -> stopped(one, stopped);
            case DebugState.Ended(var why) -> {
                tell(one);
                over(one, () -> {});
                if (one.isReached()) {
                    behind.ended(one);
                } else {
                    behind.neverBegan(one, why);
                }
            }
        }
    }

    private void tell(Ongoing one) {
        if (one == front) {
            state.set(one.state());
        }
    }

    /** The first stop is before the first instruction of a guest, or where it was attached to. */
    private void stopped(Ongoing one, DebugState.Stopped now) {
        var first = one.stopped();
        if (one == front) {
            stops++;
        }
        tell(one);
        if (first) {
            // Such as symbols that are of another build.
            one.session().notes().forEach(note -> bench.notices().tell(note));
        }
        breakpoints.setAll(one.subject().net()).thenAccept(count -> {
            if (one.isOver()) {
                return;
            }
            if (first && one.subject().ours() && count > 0) {
                ask(one.session().resume());
            } else if (one == front && state.get() == now) {
                look(focus(now));
            } else if (one != front && one.state() == now) {
                behind.stopped(one);
            }
        });
    }

    /** Looks again at what is looked at. */
    void look() {
        if (sight.get() != null && isStopped()) {
            look(sight.get().focus());
        }
    }

    private void look(Focus focus) {
        var stop = (DebugState.Stopped) state.get();
        var looked = front;
        var opened = looked.session();
        var look = ++looks;
        var threads = Answer.to(opened.threads());
        var frames = Answer.to(opened.frames(focus.thread(), 0, MOST_FRAMES));
        var others = lookouts.stream()
                .filter(Lookout::isOpen)
                .map(lookout -> lookout.look(opened, focus))
                .toList();
        CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))
                .thenCombine(threads, (done, answer) -> answer)
                .thenCombine(frames, (answer, stack) -> new Sight(stop, focus, answer, stack))
                .thenAccept(seen -> bench.tasks().onScreen(() -> {
                    if (look == looks && front == looked && !looked.isOver()) {
                        fading.stop();
                        faded.set(false);
                        sight.set(seen);
                        others.forEach(shown -> shown.join().run());
                        place.set(seen.frame().orElse(null));
                    }
                }));
    }

    /** Chooses what steps and expressions mean. */
    void select(int thread, int frame) {
        if (isStopped()) {
            ask(session().select(thread, frame).thenRun(() -> bench.tasks().onScreen(() -> focus(thread, frame))));
        }
    }

    private void focus(int thread, int frame) {
        var now = sight.get();
        if (now != null
                && isStopped()
                && (now.focus().thread() != thread || now.focus().frame() != frame)) {
            look(new Focus(thread, frame, now.focus().stop()));
        }
    }

    void resume() {
        ask(session().resume());
    }

    void pause() {
        ask(session().interrupt());
    }

    void step(Step kind) {
        ask(session().step(kind));
    }

    void runTo(CodePlace goal) {
        ask(session().runTo(goal));
    }

    /** A failure is told to the person. */
    void ask(CompletableFuture<?> asked) {
        asked.whenComplete((done, thrown) -> {
            if (thrown != null) {
                bench.tasks().onScreen(() -> bench.notices().problem(Answer.failure(thrown)));
            }
        });
    }

    /** Puts a session away: nothing of it is to be seen any more. */
    void end(Ongoing one, Runnable closed) {
        over(one, closed);
        if (one != front) {
            return;
        }
        if (all.isEmpty()) {
            sight.set(null);
            faded.set(false);
            state.set(null);
            // Last: who is told of a state asks what it is of.
            front = null;
        } else {
            show(all.getLast());
        }
    }

    /** @param closed is run once the debugger is gone */
    void endAll(Runnable closed) {
        var ending = List.copyOf(all);
        var left = new int[] {ending.size()};
        if (ending.isEmpty()) {
            closed.run();
        }
        for (var one : ending) {
            end(one, () -> {
                if (--left[0] == 0) {
                    closed.run();
                }
            });
        }
    }

    private void over(Ongoing one, Runnable closed) {
        if (one.isOver()) {
            closed.run();
            return;
        }
        one.leave();
        all.remove(one);
        breakpoints.unbind(one.subject().net());
        if (one == front) {
            looks++;
            fading.stop();
            faded.set(true);
            place.set(null);
        }
        bench.tasks()
                .quietly(
                        () -> {
                            one.session().close();
                            return true;
                        },
                        done -> closed.run(),
                        failure -> {
                            bench.notices().problem(failure);
                            closed.run();
                        });
    }
}
