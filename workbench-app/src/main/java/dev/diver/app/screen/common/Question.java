package dev.diver.app.screen.common;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is asked for one thing at a time, such as the one that a person stands on in a list: with the next question, the one
 * before is cancelled, and whatever comes of it is not told. Used on the screen's thread.
 */
public final class Question {
    private final Tasks tasks;
    private Optional<Job> open = Optional.empty();
    private int asked;

    public Question(Tasks tasks) {
        this.tasks = tasks;
    }

    public <T> void ask(String name, Tasks.Work<T> work, Consumer<T> answered, Consumer<Failure> failed) {
        forget();
        var turn = asked;
        open = Optional.of(tasks.startAside(
                name,
                work,
                answer -> ended(turn, () -> answered.accept(answer)),
                failure -> ended(turn, () -> failed.accept(failure))));
    }

    private void ended(int turn, Runnable tell) {
        if (turn == asked) {
            open = Optional.empty();
            tell.run();
        }
    }

    /** Nobody wants to know any more. */
    public void forget() {
        asked++;
        open.ifPresent(job -> job.cancellation().cancel());
        open = Optional.empty();
    }
}
