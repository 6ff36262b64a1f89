package dev.diver.app.screen.highlight;

import java.util.Set;

/** C, up to C23 with gcc's words (ISO/IEC 9899, 6.4; "Alternate Keywords" of gcc's manual). */
final class CLexer implements Lexer {
    private static final int CODE = 0;
    private static final int BLOCK_COMMENT = 1;
    private static final int LINE_COMMENT = 2;
    private static final int STRING = 3;
    private static final int DIRECTIVE = 4;

    private static final Set<String> KEYWORDS = Set.of(
            "alignas",
            "alignof",
            "auto",
            "break",
            "case",
            "const",
            "constexpr",
            "continue",
            "default",
            "do",
            "else",
            "enum",
            "extern",
            "false",
            "for",
            "goto",
            "if",
            "inline",
            "nullptr",
            "register",
            "restrict",
            "return",
            "sizeof",
            "static",
            "static_assert",
            "struct",
            "switch",
            "thread_local",
            "true",
            "typedef",
            "typeof",
            "typeof_unqual",
            "union",
            "volatile",
            "while",
            "_Alignas",
            "_Alignof",
            "_Atomic",
            "_Generic",
            "_Noreturn",
            "_Static_assert",
            "_Thread_local",
            "__attribute__",
            "__asm__",
            "asm",
            "__inline__",
            "__inline",
            "__volatile__",
            "__extension__",
            "__restrict",
            "__typeof__",
            "__alignof__",
            "__label__",
            "__auto_type");
    private static final Set<String> TYPES = Set.of(
            "void",
            "char",
            "short",
            "int",
            "long",
            "float",
            "double",
            "signed",
            "unsigned",
            "bool",
            "_Bool",
            "_Complex",
            "_BitInt",
            "_Decimal32",
            "_Decimal64",
            "_Decimal128",
            "__int128",
            "FILE");
    /** Directives behind which there is C, and not a name of a file or a message. */
    private static final Set<String> WITH_CODE = Set.of("define", "if", "elif", "undef", "ifdef", "ifndef", "embed");

    @Override
    public int lex(String line, int state, Tokens tokens) {
        var in = new Scanner(line, tokens);
        switch (state) {
            case BLOCK_COMMENT -> {
                if (!in.blockComment()) {
                    return BLOCK_COMMENT;
                }
            }
            case LINE_COMMENT -> {
                in.rest(Token.COMMENT);
                return in.continues() ? LINE_COMMENT : CODE;
            }
            case STRING -> {
                if (!string(in, 0)) {
                    return in.continues() ? STRING : CODE;
                }
            }
            case DIRECTIVE -> {}
            default -> directive(in);
        }
        return code(in);
    }

    private static int code(Scanner in) {
        while (in.more()) {
            var from = in.at;
            var here = in.here();
            if (here == '/' && in.ahead(1) == '/') {
                in.rest(Token.COMMENT);
                return in.continues() ? LINE_COMMENT : CODE;
            } else if (here == '/' && in.ahead(1) == '*') {
                if (!comment(in)) {
                    return BLOCK_COMMENT;
                }
            } else if (here == '"') {
                in.at++;
                if (!string(in, 1)) {
                    return in.continues() ? STRING : CODE;
                }
            } else if (here == '\'') {
                in.at++;
                in.quoted('\'');
                in.add(Token.STRING, from);
            } else if (Scanner.digit(here) || here == '.' && Scanner.digit(in.ahead(1))) {
                number(in);
            } else if (Scanner.letter(here)) {
                word(in);
            } else {
                in.at++;
            }
        }
        return in.continues() ? DIRECTIVE : CODE;
    }

    private static boolean comment(Scanner in) {
        var from = in.at;
        var end = in.line.indexOf("*/", in.at + 2);
        in.at = end < 0 ? in.line.length() : end + 2;
        in.add(Token.COMMENT, from);
        return end >= 0;
    }

    /** @param opening characters that belong to it already */
    private static boolean string(Scanner in, int opening) {
        var from = in.at - opening;
        var closed = in.quoted('"');
        in.add(Token.STRING, from);
        return closed;
    }

    /** Also with the quotes between digits of C23, exponents with their sign, and suffixes. */
    private static void number(Scanner in) {
        var from = in.at;
        while (in.more()) {
            var here = in.here();
            var sign = (here == '+' || here == '-') && "eEpP".indexOf(in.line.charAt(in.at - 1)) >= 0 && in.at > from;
            var hex = in.line.startsWith("0x", from) || in.line.startsWith("0X", from);
            var exponent = sign && !(hex && "eE".indexOf(in.line.charAt(in.at - 1)) >= 0);
            if (!Scanner.wordPart(here)
                    && here != '.'
                    && !exponent
                    && !(here == '\'' && Scanner.wordPart(in.ahead(1)))) {
                break;
            }
            in.at++;
        }
        in.add(Token.NUMBER, from);
    }

    private static void word(Scanner in) {
        var from = in.at;
        in.skip(Scanner::wordPart);
        var word = in.line.substring(from, in.at);
        var next = in.here();
        if ((next == '"' || next == '\'')
                && (word.equals("L") || word.equals("u") || word.equals("U") || word.equals("u8"))) {
            in.add(Token.STRING, from);
        } else if (KEYWORDS.contains(word)) {
            in.add(Token.KEYWORD, from);
        } else if (TYPES.contains(word) || word.endsWith("_t") && word.length() > 2) {
            in.add(Token.TYPE, from);
        } else if (next == '(') {
            in.add(Token.NAME, from);
        }
    }

    /** A line that begins with a number sign; its name, and a header's after an include. */
    private static void directive(Scanner in) {
        in.skipBlanks();
        if (in.here() != '#') {
            return;
        }
        var from = in.at++;
        in.skipBlanks();
        var name = in.at;
        in.skip(Scanner::wordPart);
        in.add(Token.DIRECTIVE, from);
        var word = in.line.substring(name, in.at);
        if (word.startsWith("include")) {
            in.skipBlanks();
            var header = in.at;
            if (in.here() == '<') {
                in.skip(character -> character != '>');
                in.at = Math.min(in.line.length(), in.at + 1);
                in.add(Token.STRING, header);
            }
        } else if (!WITH_CODE.contains(word)) {
            var comment = in.line.indexOf("/*", in.at);
            in.at = comment < 0 ? in.line.length() : comment;
        }
    }
}
