package dev.diver.app.screen.dive;

import dev.diver.app.screen.common.Bench;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Words;
import dev.diver.app.screen.debug.DebugDesk;
import dev.diver.core.dive.ActiveDive;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.DiveOrder;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.layout.Region;

/** Starts dives and knows those that run. */
public final class DiveDesk {
    /** A guest that does not end politely is ended hard after a few seconds; this is a little longer. */
    private static final int STOP_SECONDS = 8;

    private final Bench bench;
    private final Function<Console, ? extends Region> consoleViews;
    private final ObservableList<ActiveDive> running = FXCollections.observableArrayList();
    private final Runnable runsChanged;
    private final DebugDesk debug;
    private final Map<String, Runnable> openers = new HashMap<>();
    private int count;

    /** @param runsChanged is run when a dive has begun or ended */
    public DiveDesk(
            Bench bench, Function<Console, ? extends Region> consoleViews, Runnable runsChanged, DebugDesk debug) {
        this.debug = debug;
        this.bench = bench;
        this.consoleViews = consoleViews;
        this.runsChanged = runsChanged;
    }

    /** Those that have not ended; changes on the screen's thread, also with the state of one of them. */
    public ObservableList<ActiveDive> running() {
        return running;
    }

    /** Starts a dive in the background, and shows it. */
    public void dive(DiveOrder order, Consumer<ActiveDive> started, Consumer<Failure> failed) {
        bench.tasks()
                .start(
                        "Diving " + order.net().name(),
                        (progress, cancellation) -> bench.engine().dives().dive(order, progress, cancellation),
                        dive -> {
                            show(order, dive);
                            started.accept(dive);
                        },
                        failed);
    }

    private void show(DiveOrder order, ActiveDive dive) {
        running.add(dive);
        var number = ++count;
        openers.put(
                dive.runId(),
                () -> bench.documents()
                        .open(new DiveDocument(bench, dive, number, consoleViews, () -> again(order), debug)));
        open(dive);
        runsChanged.run();
        var shown = new RunState[] {dive.state()};
        dive.onChange(changed -> bench.tasks().onScreen(() -> {
            var now = dive.state();
            var place = running.indexOf(dive);
            if (now != shown[0] && place >= 0) {
                shown[0] = now;
                running.set(place, dive);
                runsChanged.run();
            }
        }));
        dive.ended().thenAccept(end -> bench.tasks().onScreen(() -> ended(dive, end)));
    }

    /** Brings its tab to the front; makes it anew where it was closed. */
    public void open(ActiveDive dive) {
        bench.documents()
                .find(DiveDocument.id(dive))
                .ifPresentOrElse(
                        bench.documents()::open,
                        () -> openers.getOrDefault(dive.runId(), () -> {}).run());
    }

    private void again(DiveOrder order) {
        dive(order, dive -> {}, bench.notices()::problem);
    }

    private void ended(ActiveDive dive, RunRecord end) {
        running.remove(dive);
        openers.remove(dive.runId());
        runsChanged.run();
        var time = end.timeline().endedMs();
        bench.notices()
                .tell(end.net() + ": " + Outcomes.sentence(end)
                        + (time.isPresent() ? " after " + Words.millis(time.getAsLong()) : "") + ".");
    }

    /** Asks all that run to end. */
    public void stopAll() {
        stopAll(() -> {});
    }

    /** Asks all that run to end, and goes on when they have, or when they have had time enough. */
    public void stopAll(Runnable next) {
        var all = List.copyOf(running);
        var ends = all.stream().map(ActiveDive::ended).toArray(CompletableFuture[]::new);
        bench.tasks()
                .quietly(
                        () -> {
                            all.forEach(ActiveDive::stop);
                            return all.size();
                        },
                        stopped -> {},
                        bench.notices()::problem);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS)
                .thenRun(() -> bench.tasks().onScreen(next));
    }
}
