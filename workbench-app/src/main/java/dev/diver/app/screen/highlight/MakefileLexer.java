package dev.diver.app.screen.highlight;

import java.util.Set;

/** GNU make. */
final class MakefileLexer implements Lexer {
    private static final int BEGINS = 0;
    /** A recipe, or the value of a variable, that the line above did not end. */
    private static final int GOES_ON = 1;

    private static final int COMMENT = 2;
    private static final Set<String> DIRECTIVES = Set.of(
            "include",
            "-include",
            "sinclude",
            "ifeq",
            "ifneq",
            "ifdef",
            "ifndef",
            "else",
            "endif",
            "define",
            "endef",
            "export",
            "unexport",
            "override",
            "private",
            "undefine",
            "vpath",
            "load");

    @Override
    public int lex(String line, int state, Tokens tokens) {
        var in = new Scanner(line, tokens);
        if (state == COMMENT) {
            in.rest(Token.COMMENT);
            return in.continues() ? COMMENT : BEGINS;
        }
        if (state == BEGINS && in.here() != '\t') {
            head(in);
        }
        while (in.more()) {
            var from = in.at;
            var here = in.here();
            if (here == '#' && (from == 0 || line.charAt(from - 1) != '\\')) {
                in.rest(Token.COMMENT);
                return in.continues() ? COMMENT : BEGINS;
            } else if (here == '$') {
                reference(in);
            } else if (here == '"' || here == '\'') {
                string(in);
            } else {
                in.at++;
            }
        }
        return in.continues() ? GOES_ON : BEGINS;
    }

    /** A directive, the name of a variable that is set, or the targets of a rule. */
    private static void head(Scanner in) {
        in.skipBlanks();
        var from = in.at;
        in.skip(character -> character == '-' || Scanner.letter(character));
        if (DIRECTIVES.contains(in.line.substring(from, in.at))) {
            in.add(Token.DIRECTIVE, from);
            in.skipBlanks();
            from = in.at;
        }
        in.at = from;
        var depth = 0;
        for (var at = from; at < in.line.length(); at++) {
            var here = in.line.charAt(at);
            depth += here == '(' || here == '{' ? 1 : here == ')' || here == '}' ? -1 : 0;
            if (here == '#') {
                return;
            }
            var sets = here == '=' || assignment(in.line, at);
            if (depth == 0 && (sets || here == ':')) {
                names(in, at, sets ? Token.KEYWORD : Token.NAME);
                return;
            }
        }
    }

    private static boolean assignment(String line, int at) {
        return "?+!".indexOf(line.charAt(at)) >= 0 && line.startsWith("=", at + 1)
                || line.startsWith(":=", at)
                || line.startsWith("::=", at);
    }

    private static void names(Scanner in, int end, Token token) {
        while (in.at < end) {
            var from = in.at;
            if (in.here() == '$') {
                reference(in);
            } else {
                in.skip(character -> character != '$' && character != ' ' && character != '\t');
                in.at = Math.min(in.at, end);
                in.add(token, from);
                in.at = Math.max(in.at, from + (in.at == from ? 1 : 0));
            }
        }
    }

    /** A variable or a function, with those in it. */
    private static void reference(Scanner in) {
        var from = in.at++;
        var open = in.here();
        if (open != '(' && open != '{') {
            in.at = Math.min(in.line.length(), in.at + 1);
        } else {
            var depth = 0;
            do {
                var here = in.here();
                depth += here == '(' || here == '{' ? 1 : here == ')' || here == '}' ? -1 : 0;
                in.at++;
            } while (in.more() && depth > 0);
        }
        in.add(Token.TYPE, from);
    }

    private static void string(Scanner in) {
        var from = in.at;
        var quote = in.here();
        in.at++;
        while (in.more() && in.here() != quote) {
            if (in.here() == '$') {
                in.add(Token.STRING, from);
                reference(in);
                from = in.at;
            } else {
                in.at += in.here() == '\\' ? 2 : 1;
            }
        }
        in.at = Math.min(in.line.length(), in.at + 1);
        in.add(Token.STRING, from);
    }
}
