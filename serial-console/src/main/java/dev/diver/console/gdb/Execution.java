package dev.diver.console.gdb;

import dev.diver.console.debug.DebugEvent;
import dev.diver.console.debug.DebugState;
import dev.diver.console.debug.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Whether the guest runs, after what gdb tells of it. What views are told can lag behind, while it is stopped for a moment
 * to set a breakpoint. Thread-safe.
 */
final class Execution {
    private final Events events;
    private DebugState state = new DebugState.Starting();
    private DebugState shown = state;
    private final List<Runnable> atNextStop = new ArrayList<>();
    private boolean isAttached;
    private boolean hidden;
    private long runs;

    Execution(Events events) {
        this.events = events;
    }

    /** As views know it. */
    synchronized DebugState shown() {
        return shown;
    }

    synchronized boolean isRunning() {
        return state instanceof DebugState.Running;
    }

    synchronized boolean isStopped() {
        return state instanceof DebugState.Stopped;
    }

    synchronized boolean isOver() {
        return state instanceof DebugState.Ended;
    }

    /** How often it was made to run. */
    synchronized long runs() {
        return runs;
    }

    /** Empty where it does not stand still. */
    synchronized Optional<DebugState.Stopped> stopped() {
        return state instanceof DebugState.Stopped stopped ? Optional.of(stopped) : Optional.empty();
    }

    synchronized void running() {
        runs++;
        set(new DebugState.Running());
    }

    synchronized void stopped(DebugState.Stopped stopped) {
        set(stopped);
        atNextStop.forEach(Runnable::run);
        atNextStop.clear();
    }

    /** @param action run once, on the thread that learns of the stop; must not wait */
    synchronized void onNextStop(Runnable action) {
        atNextStop.add(action);
    }

    /** gdb is at the guest and ready; until now views were not told where it stands. */
    synchronized void attached(DebugState.Stopped where) {
        isAttached = true;
        set(state instanceof DebugState.Starting ? where : state);
    }

    /** Only the first reason counts. */
    synchronized void end(String why) {
        if (!isOver()) {
            hidden = false;
            set(new DebugState.Ended(why));
        }
    }

    private void set(DebugState next) {
        if (isOver()) {
            return;
        }
        state = next;
        notifyAll();
        show();
    }

    private void show() {
        if (!hidden && (isAttached || isOver()) && !shown.equals(state)) {
            shown = state;
            events.tell(new DebugEvent.StateChanged(state));
        }
    }

    /** From now on views see what they see now. */
    synchronized void hide() {
        hidden = true;
    }

    synchronized void unhide() {
        hidden = false;
        show();
    }

    /** Whether it came to that within the limit; what has ended counts as arrived. */
    synchronized boolean awaitStop(Duration limit) throws InterruptedException {
        return await(() -> !isRunning(), limit);
    }

    /** @param before what {@link #runs} was before it was made to run */
    synchronized boolean awaitRun(long before, Duration limit) throws InterruptedException {
        return await(() -> runs > before || isOver(), limit);
    }

    private boolean await(BooleanSupplier arrived, Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!arrived.getAsBoolean()) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Why it stopped. */
    static StopReason reason(MiValue.Tuple stop) {
        return switch (stop.text("reason")) {
            case "breakpoint-hit" ->
                new StopReason.AtBreakpoint(stop.number("bkptno").orElse(0));
            case "watchpoint-trigger" -> watched(stop, "wpt");
            case "read-watchpoint-trigger" -> watched(stop, "hw-rwpt");
            case "access-watchpoint-trigger" -> watched(stop, "hw-awpt");
            case "signal-received" -> signal(stop.text("signal-name"), stop.text("signal-meaning"));
            default -> new StopReason.Asked();
        };
    }

    private static StopReason watched(MiValue.Tuple stop, String key) {
        var point = stop.tuple(key);
        var value = stop.tuple("value");
        var after = value.has("new") ? value.text("new") : value.text("value");
        return new StopReason.Watched(point.number("number").orElse(0), point.text("exp"), value.text("old"), after);
    }

    /** QEMU's stub tells by signals why the machine was stopped (QEMU, gdbstub.c, {@code gdb_vm_state_change}). */
    private static StopReason signal(String name, String meaning) {
        return switch (name) {
            case "SIGINT" -> new StopReason.Asked();
            case "?" -> new StopReason.Crashed();
            case "SIGQUIT" -> new StopReason.Signal(name, "the machine was shut down or reset");
            case "SIGABRT" -> new StopReason.Signal(name, "the virtual machine failed");
            default -> new StopReason.Signal(name, meaning);
        };
    }
}
