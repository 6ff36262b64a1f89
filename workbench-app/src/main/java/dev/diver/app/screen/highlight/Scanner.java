package dev.diver.app.screen.highlight;

import java.util.function.IntPredicate;

/** A position in a line that only goes forward. */
final class Scanner {
    final String line;
    final Tokens tokens;
    int at;

    Scanner(String line, Tokens tokens) {
        this.line = line;
        this.tokens = tokens;
    }

    boolean more() {
        return at < line.length();
    }

    /** The character there, or 0 at the end. */
    char here() {
        return ahead(0);
    }

    char ahead(int count) {
        return at + count < line.length() ? line.charAt(at + count) : 0;
    }

    boolean sees(String text) {
        return line.startsWith(text, at);
    }

    void skip(IntPredicate characters) {
        while (more() && characters.test(line.charAt(at))) {
            at++;
        }
    }

    void skipBlanks() {
        skip(character -> character == ' ' || character == '\t');
    }

    void add(Token token, int from) {
        if (at > from) {
            tokens.add(token, from, at);
        }
    }

    void rest(Token token) {
        var from = at;
        at = line.length();
        add(token, from);
    }

    /** Goes behind the end of a comment between slash and star; false where it goes on in the next line. */
    boolean blockComment() {
        var from = at;
        var end = line.indexOf("*/", at);
        at = end < 0 ? line.length() : end + 2;
        add(Token.COMMENT, from);
        return end >= 0;
    }

    /** Goes behind the closing quote, over what a backslash protects; false where the line ends before it. */
    boolean quoted(char quote) {
        while (more()) {
            var character = line.charAt(at++);
            if (character == '\\') {
                at = Math.min(line.length(), at + 1);
            } else if (character == quote) {
                return true;
            }
        }
        return false;
    }

    /** Whether the next line belongs to this one. */
    boolean continues() {
        var backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    static boolean letter(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character == '_'
                || character > 127 && Character.isLetter(character);
    }

    static boolean digit(int character) {
        return character >= '0' && character <= '9';
    }

    static boolean wordPart(int character) {
        return letter(character) || digit(character);
    }
}
