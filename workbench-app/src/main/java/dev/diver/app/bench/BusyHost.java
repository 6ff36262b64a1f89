package dev.diver.app.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Keeps each processor of the host busy with a thread of its own until it is closed. */
final class BusyHost implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> threads;

    BusyHost() {
        threads = IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(number ->
                        Thread.ofPlatform().daemon().name("busy-" + number).start(this::work))
                .toList();
    }

    private void work() {
        while (!over.get()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws InterruptedException {
        over.set(true);
        for (var thread : threads) {
            thread.join();
        }
    }
}
