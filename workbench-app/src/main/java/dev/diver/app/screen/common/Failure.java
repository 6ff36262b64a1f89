package dev.diver.app.screen.common;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Why an action failed, ready to be shown.
 *
 * @param details what a maintainer wants to see, folded away on the screen; empty where the problem says it all
 */
public record Failure(Problem problem, String details) {

    /** A problem as it is; anything else becomes one, with its stack trace as details. */
    public static Failure of(Throwable thrown) {
        var cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof DiverException known) {
            return new Failure(known.problem(), known.getCause() == null ? "" : trace(known));
        }
        var message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Failure(
                new Problem(
                        Problem.Kind.FAILED,
                        "Something went wrong that Diver did not expect.",
                        message,
                        "Try again; if it stays, copy the details into a report."),
                trace(cause));
    }

    public boolean isCancelled() {
        return problem.kind() == Problem.Kind.CANCELLED;
    }

    /** All of it as text, for the clipboard. */
    public String text() {
        return problem.text() + (details.isEmpty() ? "" : "\n\n" + details);
    }

    private static String trace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
