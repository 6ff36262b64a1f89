package dev.diver.app.screen.highlight;

/** TOML 1.0. */
final class TomlLexer implements Lexer {
    private static final int VALUES = 0;
    private static final int BASIC = 1;
    private static final int LITERAL = 2;
    /** Within an array or so that goes over several lines; the depth is added. */
    private static final int NESTED = 3;

    private static final int DEEPEST = 1000;

    @Override
    public int lex(String line, int state, Tokens tokens) {
        var in = new Scanner(line, tokens);
        var depth = Math.max(0, state / 4);
        switch (state % 4) {
            case BASIC, LITERAL -> {
                if (!multiline(in, state % 4 == BASIC ? "\"\"\"" : "'''", 0)) {
                    return state;
                }
            }
            case NESTED -> {}
            default -> table(in);
        }
        while (in.more()) {
            var from = in.at;
            var here = in.here();
            if (here == '#') {
                in.rest(Token.COMMENT);
            } else if (in.sees("\"\"\"") || in.sees("'''")) {
                in.at += 3;
                if (!multiline(in, here == '"' ? "\"\"\"" : "'''", 3)) {
                    return depth * 4 + (here == '"' ? BASIC : LITERAL);
                }
            } else if (here == '"' || here == '\'') {
                string(in);
            } else if (Scanner.wordPart(here) || here == '-' || here == '+') {
                word(in);
            } else {
                depth = Math.clamp(
                        depth + (here == '[' || here == '{' ? 1 : here == ']' || here == '}' ? -1 : 0), 0, DEEPEST);
                in.at++;
            }
        }
        return depth == 0 ? VALUES : depth * 4 + NESTED;
    }

    private static void table(Scanner in) {
        in.skipBlanks();
        if (in.here() == '[') {
            var from = in.at;
            var comment = in.line.indexOf('#', in.at);
            in.at = comment < 0 ? in.line.length() : comment;
            in.add(Token.NAME, from);
        }
    }

    private static boolean multiline(Scanner in, String end, int opening) {
        var from = in.at - opening;
        var found = in.line.indexOf(end, in.at);
        in.at = found < 0 ? in.line.length() : found + 3;
        in.add(Token.STRING, from);
        return found >= 0;
    }

    private static void string(Scanner in) {
        var from = in.at;
        var quote = in.here();
        in.at++;
        if (quote == '"') {
            in.quoted('"');
        } else {
            var end = in.line.indexOf('\'', in.at);
            in.at = end < 0 ? in.line.length() : end + 1;
        }
        in.add(key(in) ? Token.KEYWORD : Token.STRING, from);
    }

    /** A key, or a number, a date or a truth value. */
    private static void word(Scanner in) {
        var from = in.at;
        in.skip(character -> Scanner.wordPart(character) || "-+.:".indexOf(character) >= 0);
        var first = in.line.charAt(from);
        if (key(in)) {
            in.add(Token.KEYWORD, from);
        } else if (Scanner.digit(first)
                || first == '-'
                || first == '+'
                || in.line.startsWith("true", from)
                || in.line.startsWith("false", from)
                || in.line.startsWith("inf", from)
                || in.line.startsWith("nan", from)) {
            in.add(Token.NUMBER, from);
        }
    }

    private static boolean key(Scanner in) {
        var at = in.at;
        while (at < in.line.length() && " \t".indexOf(in.line.charAt(at)) >= 0) {
            at++;
        }
        return in.line.startsWith("=", at);
    }
}
