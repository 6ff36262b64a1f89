package dev.diver.app.screen.highlight;

import java.util.Set;

/** Linker scripts of GNU ld ("Scripts" of its manual). */
final class LinkerScriptLexer implements Lexer {
    private static final int CODE = 0;
    private static final int BLOCK_COMMENT = 1;
    private static final Set<String> COMMANDS = Set.of(
            "ENTRY",
            "INCLUDE",
            "INPUT",
            "GROUP",
            "AS_NEEDED",
            "OUTPUT",
            "SEARCH_DIR",
            "STARTUP",
            "OUTPUT_FORMAT",
            "TARGET",
            "REGION_ALIAS",
            "ASSERT",
            "EXTERN",
            "FORCE_COMMON_ALLOCATION",
            "INSERT",
            "NOCROSSREFS",
            "OUTPUT_ARCH",
            "LD_FEATURE",
            "HIDDEN",
            "PROVIDE",
            "PROVIDE_HIDDEN",
            "SECTIONS",
            "OVERLAY",
            "MEMORY",
            "PHDRS",
            "VERSION");
    private static final Set<String> WORDS = Set.of(
            "KEEP",
            "SORT",
            "SORT_BY_NAME",
            "SORT_BY_ALIGNMENT",
            "SORT_BY_INIT_PRIORITY",
            "SORT_NONE",
            "EXCLUDE_FILE",
            "COMMON",
            "CONSTRUCTORS",
            "BYTE",
            "SHORT",
            "LONG",
            "QUAD",
            "SQUAD",
            "FILL",
            "AT",
            "ALIGN",
            "SUBALIGN",
            "ALIGN_WITH_INPUT",
            "ONLY_IF_RO",
            "ONLY_IF_RW",
            "NOLOAD",
            "DSECT",
            "COPY",
            "INFO",
            "READONLY",
            "TYPE",
            "ABSOLUTE",
            "ADDR",
            "BLOCK",
            "DATA_SEGMENT_ALIGN",
            "DATA_SEGMENT_END",
            "DATA_SEGMENT_RELRO_END",
            "DEFINED",
            "LENGTH",
            "len",
            "l",
            "LOADADDR",
            "LOG2CEIL",
            "MAX",
            "MIN",
            "NEXT",
            "ORIGIN",
            "org",
            "o",
            "SEGMENT_START",
            "SIZEOF",
            "SIZEOF_HEADERS",
            "CONSTANT",
            "MAXPAGESIZE",
            "COMMONPAGESIZE",
            "FILEHDR",
            "PHDRS",
            "FLAGS",
            "PT_NULL",
            "PT_LOAD",
            "PT_DYNAMIC",
            "PT_INTERP",
            "PT_NOTE",
            "PT_SHLIB",
            "PT_PHDR",
            "PT_TLS",
            "PT_GNU_STACK");

    @Override
    public int lex(String line, int state, Tokens tokens) {
        var in = new Scanner(line, tokens);
        if (state == BLOCK_COMMENT && !in.blockComment()) {
            return BLOCK_COMMENT;
        }
        while (in.more()) {
            var from = in.at;
            var here = in.here();
            if (in.sees("/*")) {
                in.at += 2;
                var end = line.indexOf("*/", in.at);
                in.at = end < 0 ? line.length() : end + 2;
                in.add(Token.COMMENT, from);
                if (end < 0) {
                    return BLOCK_COMMENT;
                }
            } else if (here == '#') {
                // For the preprocessor, or ld's own comment to the line's end.
                in.rest(Scanner.letter(in.ahead(1)) ? Token.DIRECTIVE : Token.COMMENT);
            } else if (here == '"') {
                in.at++;
                in.quoted('"');
                in.add(Token.STRING, from);
            } else if (in.sees("/DISCARD/")) {
                in.at += "/DISCARD/".length();
                in.add(Token.TYPE, from);
            } else if (Scanner.digit(here)) {
                in.skip(Scanner::wordPart);
                in.add(Token.NUMBER, from);
            } else if (Scanner.letter(here) || here == '.' && Scanner.letter(in.ahead(1))) {
                word(in);
            } else {
                in.at++;
            }
        }
        return CODE;
    }

    private static void word(Scanner in) {
        var from = in.at;
        in.skip(character -> Scanner.wordPart(character) || character == '.' || character == '$');
        var word = in.line.substring(from, in.at);
        if (word.startsWith(".")) {
            in.add(Token.TYPE, from);
        } else if (COMMANDS.contains(word)) {
            in.add(Token.DIRECTIVE, from);
        } else if (WORDS.contains(word)) {
            in.add(Token.KEYWORD, from);
        } else if (in.line.substring(in.at).stripLeading().startsWith("=")) {
            in.add(Token.NAME, from);
        }
    }
}
