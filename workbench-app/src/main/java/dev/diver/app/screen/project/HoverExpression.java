package dev.diver.app.screen.project;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What stands under the pointer that a debugger can tell a value of: names and chains of members, which change nothing. */
final class HoverExpression {
    private static final Pattern CHAIN = Pattern.compile("[A-Za-z_]\\w*(?:(?:->|\\.)[A-Za-z_]\\w*)*");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final int LONGEST_LINE = 2000;
    private static final Set<String> KEYWORDS = Set.of(
            "auto",
            "break",
            "case",
            "char",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extern",
            "float",
            "for",
            "goto",
            "if",
            "inline",
            "int",
            "long",
            "register",
            "restrict",
            "return",
            "short",
            "signed",
            "sizeof",
            "static",
            "struct",
            "switch",
            "typedef",
            "union",
            "unsigned",
            "void",
            "volatile",
            "while",
            "include",
            "define",
            "ifdef",
            "ifndef",
            "endif",
            "elif",
            "pragma");

    private HoverExpression() {}

    /** @param column in characters from 0 */
    static Optional<String> at(String line, int column) {
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        var chains = CHAIN.matcher(line);
        while (chains.find()) {
            if (chains.start() <= column && column < chains.end()) {
                return whole(line, chains.start())
                        ? upTo(line, chains.start(), chains.end(), column)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A chain that goes on from an index or a call has its beginning there; one in a number or a string is none. */
    private static boolean whole(String line, int start) {
        if (start > 0 && (line.charAt(start - 1) == '.' || Character.isLetterOrDigit(line.charAt(start - 1)))) {
            return false;
        }
        var before = line.substring(0, start);
        return !before.endsWith("->")
                && !before.contains("//")
                && before.chars().filter(letter -> letter == '"').count() % 2 == 0;
    }

    private static Optional<String> upTo(String line, int start, int end, int column) {
        var words = WORD.matcher(line).region(start, end);
        while (words.find()) {
            if (words.end() > column) {
                var chain = line.substring(start, words.end());
                // A call's value is had by calling it.
                var called =
                        words.end() == end && line.substring(end).stripLeading().startsWith("(");
                return called || KEYWORDS.contains(chain) ? Optional.empty() : Optional.of(chain);
            }
        }
        return Optional.empty();
    }
}
