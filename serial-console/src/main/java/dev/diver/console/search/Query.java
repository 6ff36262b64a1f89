package dev.diver.console.search;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a person looks for.
 *
 * @param expression whether the text is a regular expression
 * @param matchCase whether upper and lower case differ
 */
public record Query(String text, boolean expression, boolean matchCase) {

    /** Longer ones are refused: nobody types them. */
    static final int LONGEST = 10_000;

    /** What is wrong with it, in words for a person; empty where it can be used. */
    public String problem() {
        try {
            pattern();
            return "";
        } catch (PatternSyntaxException failure) {
            String where = failure.getIndex() < 0 ? "" : " at character " + (failure.getIndex() + 1);
            return failure.getDescription() + where;
        } catch (IllegalArgumentException | StackOverflowError tooMuch) {
            return "Too long or too deep for an expression";
        }
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** @throws PatternSyntaxException where it is none */
    Pattern pattern() {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(text.length() + " characters");
        }
        int flags = expression ? 0 : Pattern.LITERAL;
        return Pattern.compile(text, matchCase ? flags : flags | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
