package dev.diver.app.screen.common;

import dev.diver.core.job.Progress;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Hands progress over to the screen's thread. However often it is told, at most one hand-over waits, so a fast worker
 * cannot flood the screen.
 */
final class JobProgress implements Progress {
    private final Executor screen;
    private final Consumer<Step> shown;
    private final Consumer<String> noted;
    private final AtomicReference<Step> waiting = new AtomicReference<>();

    JobProgress(Executor screen, Consumer<Step> shown, Consumer<String> noted) {
        this.screen = screen;
        this.shown = shown;
        this.noted = noted;
    }

    @Override
    public void report(String message, long done, long total) {
        if (waiting.getAndSet(new Step(message, done, total)) == null) {
            screen.execute(() -> {
                var latest = waiting.getAndSet(null);
                if (latest != null) {
                    shown.accept(latest);
                }
            });
        }
    }

    @Override
    public void note(String text) {
        screen.execute(() -> noted.accept(text));
    }

    record Step(String message, long done, long total) {}
}
