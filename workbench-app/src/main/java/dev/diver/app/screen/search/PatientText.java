package dev.diver.app.screen.search;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;

/**
 * A text that a regular expression is tried on for so long and not longer: some expressions take longer on some lines
 * than anybody waits, and nothing else can stop them.
 */
final class PatientText implements CharSequence {
    private static final int LOOKS_BETWEEN = 1 << 12;

    private final CharSequence text;
    private final long until;
    private final Cancellation cancellation;
    private int looks;

    PatientText(CharSequence text, long until, Cancellation cancellation) {
        this.text = text;
        this.until = until;
        this.cancellation = cancellation;
    }

    @Override
    public char charAt(int index) {
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
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
