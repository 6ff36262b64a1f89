package dev.diver.console.search;

import dev.diver.core.job.WatchedText;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;

/**
 * Matches texts against an expression at a bounded cost each. Some expressions take time that doubles with each character;
 * such a text is given up, and counted. One thread uses it.
 */
final class LineMatcher {

    /** How often the expression may look at a character of one text, and more for each that it has; some milliseconds. */
    private static final long MOST_LOOKS = 1_000_000;

    private static final int LOOKS_A_CHARACTER = 20;

    /** After so many texts that were given up, nothing matches any more. */
    static final int MOST_GIVEN_UP = 50;

    private final Matcher matcher;
    private final BooleanSupplier cancelled;
    private int givenUp;

    /** @param cancelled looked at now and then; ends what is being matched */
    LineMatcher(Query query, BooleanSupplier cancelled) {
        matcher = query.pattern().matcher("");
        this.cancelled = cancelled;
    }

    /** Takes each place that matches. */
    @FunctionalInterface
    interface Found {
        /** @return whether to go on */
        boolean at(int start, int end);
    }

    /** Tells all matches that are not empty. */
    void each(CharSequence text, Found found) {
        if (isHopeless()) {
            return;
        }
        try {
            matcher.reset(watched(text));
            boolean goesOn = true;
            while (goesOn && matcher.find()) {
                goesOn = matcher.end() == matcher.start() || found.at(matcher.start(), matcher.end());
            }
        } catch (TooMuch | StackOverflowError tooMuch) {
            givenUp++;
        }
    }

    /** Whether it matches anywhere, if only with nothing. A text that is given up does not. */
    boolean matches(CharSequence text) {
        if (isHopeless()) {
            return false;
        }
        try {
            return matcher.reset(watched(text)).find();
        } catch (TooMuch | StackOverflowError tooMuch) {
            givenUp++;
            return false;
        }
    }

    /** How many texts were given up, as matching them takes too long. */
    int givenUp() {
        return givenUp;
    }

    /** Whether nothing is matched any more. */
    boolean isHopeless() {
        return givenUp >= MOST_GIVEN_UP;
    }

    /** Ends a match from within. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super("", null, false, false);
        }
    }

    /** Counts how often a text is looked at. */
    private final class Looks implements Runnable {
        private static final int NOW_AND_THEN = 0xFFFF;

        private final long most;
        private long looks;

        Looks(CharSequence text) {
            most = MOST_LOOKS + (long) LOOKS_A_CHARACTER * text.length();
        }

        @Override
        public void run() {
            if (++looks > most || (looks & NOW_AND_THEN) == 0 && cancelled.getAsBoolean()) {
                throw new TooMuch();
            }
        }
    }

    private CharSequence watched(CharSequence text) {
        return new WatchedText(text, new Looks(text));
    }
}
