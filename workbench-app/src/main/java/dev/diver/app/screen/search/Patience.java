package dev.diver.app.screen.search;

import dev.diver.core.job.Cancellation;
import dev.diver.core.job.WatchedText;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;

/** A regular expression is tried on a text for so long and not longer than anybody waits. */
final class Patience {
    private static final int LOOKS_BETWEEN = 1 << 12;

    private final long until;
    private final Cancellation cancellation;
    private int looks;

    private Patience(long until, Cancellation cancellation) {
        this.until = until;
        this.cancellation = cancellation;
    }

    /** @param until of {@link System#nanoTime()} */
    static CharSequence with(CharSequence text, long until, Cancellation cancellation) {
        return new WatchedText(text, new Patience(until, cancellation)::look);
    }

    private void look() {
        if (++looks % LOOKS_BETWEEN == 0) {
            cancellation.check();
            if (System.nanoTime() - until > 0) {
                throw new DiverException(
                        Problem.Kind.FAILED,
                        "The regular expression takes too long.",
                        "It tries too many ways to match one line.",
                        "Make it simpler: one repetition within another is the usual cause.");
            }
        }
    }
}
