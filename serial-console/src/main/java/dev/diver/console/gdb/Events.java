package dev.diver.console.gdb;

import dev.diver.console.debug.DebugEvent;
import dev.diver.core.dive.Console;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Tells listeners one event after the other, on a thread that holds up nobody else. Thread-safe. */
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
            thread.execute(() -> listeners.forEach(listener -> {
                try {
                    listener.accept(event);
                } catch (RuntimeException e) {
                    // One view's fault is not the next one's.
                }
            }));
        }
    }

    /** What has been told is still delivered. */
    synchronized void close() {
        thread.shutdown();
    }
}
