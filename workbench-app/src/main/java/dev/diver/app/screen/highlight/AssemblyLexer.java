package dev.diver.app.screen.highlight;

/** GNU assembly for x86 in AT&T syntax, as .S files have it: through C's preprocessor. */
final class AssemblyLexer implements Lexer {
    private static final int CODE = 0;
    private static final int BLOCK_COMMENT = 1;
    /** Behind the first word of a statement that the line above did not end, as in a macro of the preprocessor. */
    private static final int OPERANDS = 2;

    @Override
    public int lex(String line, int state, Tokens tokens) {
        var in = new Scanner(line, tokens);
        if (state == BLOCK_COMMENT && !in.blockComment()) {
            return BLOCK_COMMENT;
        }
        var begins = state != OPERANDS;
        if (state == CODE && preprocessor(in)) {
            begins = false;
        }
        while (in.more()) {
            var from = in.at;
            var here = in.here();
            if (here == '/' && in.ahead(1) == '*') {
                in.at += 2;
                var end = line.indexOf("*/", in.at);
                in.at = end < 0 ? line.length() : end + 2;
                in.add(Token.COMMENT, from);
                if (end < 0) {
                    return BLOCK_COMMENT;
                }
            } else if (here == '#' || here == '/' && in.ahead(1) == '/') {
                in.rest(Token.COMMENT);
            } else if (here == ';') {
                in.at++;
                begins = true;
            } else if (here == '"') {
                in.at++;
                in.quoted('"');
                in.add(Token.STRING, from);
            } else if (here == '%' && Scanner.letter(in.ahead(1))) {
                in.at++;
                in.skip(Scanner::wordPart);
                in.add(Token.TYPE, from);
            } else if (Scanner.digit(here)) {
                in.skip(Scanner::wordPart);
                begins = begins && !label(in, from);
                if (in.at > from && line.charAt(in.at - 1) != ':') {
                    in.add(Token.NUMBER, from);
                }
            } else if (symbol(here)) {
                in.skip(AssemblyLexer::symbolPart);
                if (!label(in, from)) {
                    word(in, from, begins);
                    begins = begins && prefix(line.substring(from, in.at));
                }
            } else {
                in.at++;
            }
        }
        return in.continues() ? OPERANDS : CODE;
    }

    private static boolean label(Scanner in, int from) {
        if (in.here() != ':') {
            return false;
        }
        in.at++;
        in.add(Token.NAME, from);
        return true;
    }

    private static void word(Scanner in, int from, boolean begins) {
        if (in.line.charAt(from) == '.' && begins) {
            in.add(Token.DIRECTIVE, from);
        } else if (begins) {
            in.add(Token.KEYWORD, from);
        }
    }

    /** Behind which the instruction itself comes. */
    private static boolean prefix(String word) {
        return word.equals("lock") || word.startsWith("rep") && word.length() <= 5;
    }

    /** A line for the preprocessor: a number sign with a letter behind it, where comments of gas have a blank. */
    private static boolean preprocessor(Scanner in) {
        in.skipBlanks();
        if (in.here() != '#' || !Scanner.letter(in.ahead(1))) {
            return false;
        }
        var from = in.at++;
        in.skip(Scanner::letter);
        in.add(Token.DIRECTIVE, from);
        in.skipBlanks();
        if (in.here() == '<') {
            in.rest(Token.STRING);
        }
        return true;
    }

    private static boolean symbol(int character) {
        return Scanner.letter(character) || character == '.' || character == '\\';
    }

    private static boolean symbolPart(int character) {
        return Scanner.wordPart(character)
                || character == '.'
                || character == '$'
                || character == '@'
                || character == '\\';
    }
}
