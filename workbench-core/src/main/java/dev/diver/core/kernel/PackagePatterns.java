package dev.diver.core.kernel;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regular expressions (java.util.regex) that came with a package. One can be made to take for ever, so that all matches
 * together have a time limit; what takes longer, or nests too deep for the stack, does not match. For one thread.
 */
public final class PackagePatterns {
    private final List<Pattern> patterns;
    private final long deadline;

    /**
     * @param limit for all matches together, from now
     * @throws java.util.regex.PatternSyntaxException for what is no regular expression; {@link KernelManifestFormat}
     *     lets no such manifest pass
     */
    public PackagePatterns(List<String> expressions, Duration limit) {
        patterns = expressions.stream().map(Pattern::compile).toList();
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** Whether one of them matches all of the text. */
    public boolean match(String text) {
        return any(text, Matcher::matches);
    }

    /** Whether one of them matches a part of the text. */
    public boolean occurIn(String text) {
        return any(text, Matcher::find);
    }

    private boolean any(String text, java.util.function.Predicate<Matcher> how) {
        try {
            return patterns.stream().anyMatch(pattern -> how.test(pattern.matcher(new Timed(text, deadline))));
        } catch (TimeIsUp | StackOverflowError e) {
            return false;
        }
    }

    private static final class TimeIsUp extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A text that is not read any more after a point in time: the only way to end a match. */
    private record Timed(String text, long deadline) implements CharSequence {
        @Override
        public char charAt(int index) {
            // By difference, as nanoTime() asks for.
            if (System.nanoTime() - deadline > 0) {
                throw new TimeIsUp();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Timed(text.substring(start, end), deadline);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
