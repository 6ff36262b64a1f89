package dev.diver.app.screen.common;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The one way from the screen's thread to the engine and back: work runs in the background, its result or failure
 * arrives on the screen's thread.
 */
public final class Tasks {
    private final Executor background;
    private final Executor screen;
    private final ObservableList<Job> jobs = FXCollections.observableArrayList();

    /**
     * @param background runs the work
     * @param screen runs what follows; in tests both may be {@code Runnable::run}
     */
    public Tasks(Executor background, Executor screen) {
        this.background = background;
        this.screen = screen;
    }

    /** Daemon platform threads: virtual ones must not be interrupted in a read of a tty. */
    public static Tasks onThreads() {
        var threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("work-", 0).factory());
        return new Tasks(threads, Platform::runLater);
    }

    /** The long actions that run now, oldest first; change on the screen's thread. */
    public ObservableList<Job> jobs() {
        return jobs;
    }

    /** Runs something short that needs no progress, such as a search or reading a file. */
    public <T> void quietly(Callable<T> work, Consumer<T> done, Consumer<Failure> failed) {
        background.execute(() -> {
            var outcome = outcome(work, done, failed);
            screen.execute(outcome);
        });
    }

    /** Errors too become failures: a job that nobody ends would be shown for ever, and a dialog wait for ever. */
    private static <T> Runnable outcome(Callable<T> work, Consumer<T> done, Consumer<Failure> failed) {
        try {
            var result = work.call();
            return () -> done.accept(result);
        } catch (Throwable thrown) {
            var failure = Failure.of(thrown);
            return () -> failed.accept(failure);
        }
    }

    /** Runs something long; it shows in the status bar, where it can be cancelled. */
    public <T> Job start(String name, Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
        var job = new Job(name);
        jobs.add(job);
        run(
                job,
                work,
                result -> {
                    jobs.remove(job);
                    done.accept(result);
                },
                failure -> {
                    jobs.remove(job);
                    failed.accept(failure);
                });
        return job;
    }

    /** Runs something long that whoever starts it shows, and lets the person cancel. */
    public <T> Job startAside(String name, Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
        var job = new Job(name);
        run(job, work, done, failed);
        return job;
    }

    private <T> void run(Job job, Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
        var progress = new JobProgress(screen, job::show, job::note);
        quietly(() -> work.run(progress, job.cancellation()), done, failed);
    }

    /** Runs on the screen's thread, from any thread. */
    public void onScreen(Runnable action) {
        screen.execute(action);
    }

    /** What a job does. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Progress progress, Cancellation cancellation) throws Exception;
    }
}
