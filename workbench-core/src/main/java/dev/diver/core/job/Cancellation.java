package dev.diver.core.job;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** A request to stop that one thread makes and another one honours. Thread-safe; once cancelled, always cancelled. */
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    /** Asks for the stop and runs the registered actions, once, on the calling thread. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(Runnable::run);
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Throws where the stop was asked for; a worker calls it between steps. */
    public void check() {
        if (isCancelled()) {
            throw new DiverException(Problem.Kind.CANCELLED, "Cancelled.", "", "");
        }
    }

    /**
     * Registers an action that interrupts blocking work (destroys a process, closes a channel); runs at once where the
     * stop was asked for already.
     *
     * @return closes the registration once the work is over
     */
    public AutoCloseableAction onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return () -> remove(action);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void remove(Runnable action) {
        actions.remove(action);
    }

    /** A registration; closing never throws. */
    @FunctionalInterface
    public interface AutoCloseableAction extends AutoCloseable {
        @Override
        void close();
    }
}
