package dev.diver.app.screen.debug;

import dev.diver.app.screen.common.Failure;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the debugger said to a question, or why it said nothing. */
sealed interface Answer<T> {
    /** One that does not come holds up no other for longer than this. */
    int MOST_SECONDS = 10;

    record Known<T>(T value) implements Answer<T> {}

    /** @param why words for the place where the answer would have stood */
    record Unknown<T>(String why) implements Answer<T> {}

    /** Completes always, and never exceptionally. */
    static <T> CompletableFuture<Answer<T>> to(CompletableFuture<T> question) {
        return question.copy()
                .orTimeout(MOST_SECONDS, TimeUnit.SECONDS)
                .handle((value, thrown) -> thrown == null ? new Known<>(value) : new Unknown<>(words(thrown)));
    }

    /** One or two sentences. */
    static String words(Throwable thrown) {
        return failure(thrown).problem().text();
    }

    static Failure failure(Throwable thrown) {
        var failure = Failure.of(thrown);
        return isTimeout(thrown)
                ? new Failure(
                        new Problem(
                                Problem.Kind.FAILED,
                                "gdb has not answered within " + MOST_SECONDS + " s.",
                                "",
                                "Look at its terminal."),
                        "")
                : failure;
    }

    private static boolean isTimeout(Throwable thrown) {
        return thrown instanceof TimeoutException
                || thrown.getCause() instanceof TimeoutException && !(thrown instanceof DiverException);
    }
}
