package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Delay;
import dev.diver.console.debug.CodePlace;
import dev.diver.console.debug.DebugEvent;
import dev.diver.console.debug.DebugSession;
import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.Frame;
import dev.diver.console.debug.Step;
import dev.diver.core.dive.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The one debugging session of a window: how it stands, and what is looked at. All that is shown of a guest that stands
 * still is asked for together and shown together. On the screen's thread.
 */
final class DebugModel {
    private static final int MOST_FRAMES = 100;
    /** A step is over sooner; what is shown fades only where the guest really runs. */
    private static final int FADING_MS = 200;

    private final Bench bench;
    private final Breakpoints breakpoints;
    private final List<Lookout> lookouts = new ArrayList<>();
    private final ReadOnlyObjectWrapper<DebugState> state = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Sight> sight = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Frame> place = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper faded = new ReadOnlyBooleanWrapper();
    private final Delay fading = new Delay(FADING_MS, () -> faded.set(true));
    private DebugSession session;
    private Subject subject;
    private Console.Subscription events = () -> {};
    private boolean beginning;
    private boolean atStart;
    private long stops;
    private long looks;

    DebugModel(Bench bench, Breakpoints breakpoints) {
        this.bench = bench;
        this.breakpoints = breakpoints;
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
        return subject;
    }

    /** Null where nothing is debugged. */
    DebugSession session() {
        return session;
    }

    /** Whether the guest has not executed anything yet. */
    boolean isAtStart() {
        return atStart;
    }

    boolean isStopped() {
        return session != null && state.get() instanceof DebugState.Stopped;
    }

    boolean isLive() {
        return session != null;
    }

    /** Its part is asked for with each stop from now on. */
    void add(Lookout lookout) {
        lookouts.add(lookout);
    }

    /** Takes over a session, which ends with {@link #end}. */
    void begin(Subject of, DebugSession opened) {
        subject = of;
        session = opened;
        beginning = true;
        sight.set(null);
        place.set(null);
        faded.set(false);
        breakpoints.bind(opened, of.net());
        events = opened.onEvent(event -> bench.tasks().onScreen(() -> {
            if (session == opened) {
                told(event);
            }
        }));
        changed(opened.state());
    }

    private void told(DebugEvent event) {
        switch (event) {
            case DebugEvent.StateChanged(var now) -> changed(now);
            case DebugEvent.BreakpointsChanged(var now) -> breakpoints.shown(now);
            case DebugEvent.Selected(var thread, var frame) -> focus(thread, frame);
            case DebugEvent.ValuesChanged() -> look();
        }
    }

    private void changed(DebugState now) {
        if (now.equals(state.get())) {
            return;
        }
        switch (now) {
            case DebugState.Starting() -> state.set(now);
            case DebugState.Running() -> {
                looks++;
                place.set(null);
                fading.again();
                state.set(now);
            }
            case DebugState.Stopped stopped -> stopped(stopped);
            case DebugState.Ended(var why) -> {
                state.set(now);
                end(false);
            }
        }
    }

    /** The first stop is before the first instruction of a guest, or where it was attached to. */
    private void stopped(DebugState.Stopped now) {
        var first = beginning;
        atStart = first && subject.ours();
        beginning = false;
        var opened = session;
        stops++;
        state.set(now);
        if (first) {
            // Such as symbols that are of another build.
            opened.notes().forEach(note -> bench.notices().tell(note));
        }
        breakpoints.setAll().thenAccept(count -> {
            if (session == opened && first && subject.ours() && count > 0) {
                resume();
            } else if (session == opened && state.get() == now) {
                look(new Focus(now.thread(), now.frame().map(Frame::level).orElse(0), stops));
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
        var opened = session;
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
                    if (look == looks && session == opened) {
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
            ask(session.select(thread, frame).thenRun(() -> bench.tasks().onScreen(() -> focus(thread, frame))));
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
        ask(session.resume());
    }

    void pause() {
        ask(session.interrupt());
    }

    void step(Step kind) {
        ask(session.step(kind));
    }

    void runTo(CodePlace goal) {
        ask(session.runTo(goal));
    }

    /** A failure is told to the person. */
    void ask(CompletableFuture<?> asked) {
        asked.whenComplete((done, thrown) -> {
            if (thrown != null) {
                bench.tasks().onScreen(() -> bench.notices().problem(Answer.failure(thrown)));
            }
        });
    }

    /** @param away whether nothing of it is to be seen any more */
    void end(boolean away) {
        end(away, () -> {});
    }

    /** @param closed is run once the debugger is gone */
    void end(boolean away, Runnable closed) {
        if (session == null) {
            closed.run();
        } else {
            var closing = session;
            session = null;
            looks++;
            fading.stop();
            faded.set(true);
            place.set(null);
            breakpoints.unbind();
            events.close();
            bench.tasks()
                    .quietly(
                            () -> {
                                closing.close();
                                return true;
                            },
                            done -> closed.run(),
                            failure -> {
                                bench.notices().problem(failure);
                                closed.run();
                            });
        }
        if (away) {
            sight.set(null);
            faded.set(false);
            state.set(null);
            subject = null;
        }
    }
}
