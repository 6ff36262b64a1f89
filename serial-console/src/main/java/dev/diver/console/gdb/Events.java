package dev.diver.console.gdb;

import dev.diver.console.debug.DebugEvent;
import dev.diver.core.dive.Console;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Tells listeners one event after the other, on a thread that holds up nobody else. A listener hears of what happens from
 * when it is added until it is removed, and of nothing that had happened before. Thread-safe.
 */
final class Events {
    private final List<Consumer<DebugEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("debugger's events").factory());

    Console.Subscription add(Consumer<DebugEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Dropped after {@link #close}. */
    synchronized void tell(DebugEvent event) {
        if (!thread.isShutdown()) {
            var now = List.copyOf(listeners);
            thread.execute(() -> now.forEach(listener -> deliver(event, listener)));
        }
    }

    private void deliver(DebugEvent event, Consumer<DebugEvent> listener) {
        if (listeners.contains(listener)) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                // One view's fault is not the next one's.
            }
        }
    }

    /** What has been told is still delivered. */
    synchronized void close() {
        thread.shutdown();
    }
}
