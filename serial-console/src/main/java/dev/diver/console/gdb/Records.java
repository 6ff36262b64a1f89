package dev.diver.console.gdb;

import dev.diver.console.debug.DebugEvent;
import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.StopReason;
import java.util.Optional;
import java.util.function.Consumer;

/** What gdb tells by itself, whoever made it happen: this session, or a person at its terminal. */
final class Records implements Consumer<MiRecord> {
    private final Execution execution;
    private final BreakpointTable breakpoints;
    private final Selection selection;
    private final Places places;
    private final Events events;
    private final Runnable gone;

    /** @param gone called when the guest is there no more */
    Records(
            Execution execution,
            BreakpointTable breakpoints,
            Selection selection,
            Places places,
            Events events,
            Runnable gone) {
        this.execution = execution;
        this.breakpoints = breakpoints;
        this.selection = selection;
        this.places = places;
        this.events = events;
        this.gone = gone;
    }

    @Override
    public void accept(MiRecord told) {
        if (told instanceof MiRecord.Async(var kind, var type, var values)) {
            switch (type) {
                case "running" -> execution.running();
                case "stopped" -> stopped(values);
                case "thread-selected" -> selected(values);
                case "breakpoint-created", "breakpoint-modified" -> breakpoints.put(values.tuple("bkpt"));
                case "breakpoint-deleted" -> values.number("id").ifPresent(breakpoints::remove);
                case "memory-changed" -> events.tell(new DebugEvent.ValuesChanged());
                case "thread-group-exited" -> gone.run();
                default -> {
                    // Of threads and libraries that came and went a session is asked when it is looked at.
                }
            }
        }
    }

    private void stopped(MiValue.Tuple values) {
        var thread = values.number("thread-id").orElse(selection.thread());
        selection.set(thread, 0);
        var reason = Execution.reason(values);
        if (reason instanceof StopReason.AtBreakpoint(var number) && breakpoints.isHidden(number)) {
            reason = new StopReason.Asked();
        }
        var frame = values.tuple("frame");
        execution.stopped(new DebugState.Stopped(
                reason, thread, frame.has("addr") ? Optional.of(places.frame(frame)) : Optional.empty()));
    }

    private void selected(MiValue.Tuple values) {
        var thread = values.number("id").orElse(1);
        var frame = values.tuple("frame").number("level").orElse(0);
        selection.set(thread, frame);
        events.tell(new DebugEvent.Selected(thread, frame));
    }
}
