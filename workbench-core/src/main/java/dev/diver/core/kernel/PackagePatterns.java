package dev.diver.core.kernel;

import dev.diver.core.job.WatchedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** What the groups of the first expression that matches all of the text hold, from group 1 on; empty for no match. */
    public Optional<List<String>> groups(String text) {
        var groups = new ArrayList<String>();
        var matched = any(text, matcher -> {
            if (!matcher.matches()) {
                return false;
            }
            for (var group = 1; group <= matcher.groupCount(); group++) {
                groups.add(Objects.requireNonNullElse(matcher.group(group), ""));
            }
            return true;
        });
        return matched ? Optional.of(List.copyOf(groups)) : Optional.empty();
    }

    /** Whether one of them matches a part of the text. */
    public boolean occurIn(String text) {
        return any(text, Matcher::find);
    }

    private boolean any(String text, java.util.function.Predicate<Matcher> how) {
        try {
            return patterns.stream().anyMatch(pattern -> how.test(pattern.matcher(new WatchedText(text, this::look))));
        } catch (TimeIsUp | StackOverflowError e) {
            return false;
        }
    }

    private static final class TimeIsUp extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void look() {
        // By difference, as nanoTime() asks for.
        if (System.nanoTime() - deadline > 0) {
            throw new TimeIsUp();
        }
    }
}
