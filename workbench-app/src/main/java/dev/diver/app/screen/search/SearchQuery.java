package dev.diver.app.screen.search;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is looked for.
 *
 * @param regex whether the text is a regular expression (java.util.regex) and not the text itself
 * @param word only where it is a whole word
 * @param files names or globs that are looked into, separated by commas, such as {@code *.c, Makefile}; empty for all
 */
public record SearchQuery(String text, boolean regex, boolean matchCase, boolean word, String files) {

    /** @throws DiverException INVALID where it is no regular expression, with the place of the mistake */
    public Pattern pattern() {
        try {
            var core = regex ? "(?:" + text + ")" : Pattern.quote(text);
            var flags = matchCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            return Pattern.compile(word ? "(?<!\\w)" + core + "(?!\\w)" : core, flags);
        } catch (PatternSyntaxException e) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "This is no regular expression: " + e.getDescription() + ".",
                    "",
                    "Correct it, or search for the text as it is.");
        }
    }

    /** Whether a file is looked into. @throws DiverException INVALID where the globs are none */
    boolean takes(Path relative) {
        return globs().isEmpty() || globs().stream().anyMatch(glob -> matches(glob, relative));
    }

    private List<String> globs() {
        return Arrays.stream(files.split(","))
                .map(String::strip)
                .filter(glob -> !glob.isEmpty())
                .toList();
    }

    private static boolean matches(String glob, Path relative) {
        try {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return matcher.matches(relative) || matcher.matches(relative.getFileName());
        } catch (PatternSyntaxException e) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + glob + "\" is no pattern of file names: " + e.getDescription() + ".",
                    "",
                    "Write it as *.c or src/*.h, several separated by commas.");
        }
    }
}
