package dev.diver.console.gdb;

import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.DebugThread;
import dev.diver.console.debug.Frame;
import dev.diver.console.debug.StopReason;
import dev.diver.core.debug.DebugTarget.Processor;
import java.util.List;
import java.util.Optional;

/** The guest's processors, and the calls that each is in. From the session's worker only. */
final class Threads {
    private static final int MOST_FRAMES = 1000;

    private final Gdb gdb;
    private final Places places;
    private final List<Processor> processors;
    private List<DebugThread> last = List.of();

    Threads(Gdb gdb, Places places, List<Processor> processors) {
        this.gdb = gdb;
        this.places = places;
        this.processors = processors;
    }

    /** @param running whether the guest runs: gdb 13 lists nothing then, so that the last list has to do */
    List<DebugThread> all(boolean running) {
        if (running) {
            return last.stream()
                    .map(thread -> new DebugThread(thread.number(), thread.name(), thread.kernel(), Optional.empty()))
                    .toList();
        }
        return threads(info());
    }

    private List<DebugThread> threads(MiValue.Tuple info) {
        last = info.tuples("threads").stream().map(this::thread).toList();
        return last;
    }

    private MiValue.Tuple info() {
        return gdb.ask("The processors could not be listed.", "-thread-info");
    }

    private DebugThread thread(MiValue.Tuple told) {
        var number = told.number("id").orElse(0);
        var known = number >= 1 && number <= processors.size()
                ? processors.get(number - 1)
                : new Processor(told.optional("details").orElse(told.text("target-id")), "");
        return new DebugThread(number, known.name(), known.kernel(), frame(told));
    }

    private Optional<Frame> frame(MiValue.Tuple thread) {
        return thread.has("frame") ? Optional.of(places.frame(thread.tuple("frame"))) : Optional.empty();
    }

    /** @param crashed what it stands still for where it was not stopped by attaching */
    DebugState.Stopped whereItStands(boolean crashed) {
        var info = info();
        var current = info.number("current-thread-id").orElse(1);
        var frame = threads(info).stream()
                .filter(thread -> thread.number() == current)
                .findFirst()
                .flatMap(DebugThread::frame);
        var reason = crashed ? new StopReason.Crashed() : new StopReason.Asked();
        return new DebugState.Stopped(reason, current, frame);
    }

    List<Frame> frames(int thread, int first, int count) {
        var last = Math.min((long) first + Math.min(count, MOST_FRAMES) - 1, Integer.MAX_VALUE);
        return gdb.tryToAsk("-stack-list-frames --thread " + thread + " " + first + " " + last)
                .map(told -> told.tuples("stack").stream().map(places::frame).toList())
                // There are not so many.
                .orElse(List.of());
    }

    void select(int thread, int frame) {
        gdb.ask("Processor " + thread + " could not be chosen.", "-thread-select " + thread);
        gdb.ask("Frame " + frame + " could not be chosen.", "-stack-select-frame " + frame);
    }
}
