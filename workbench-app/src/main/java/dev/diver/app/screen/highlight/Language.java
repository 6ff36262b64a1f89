package dev.diver.app.screen.highlight;

/** The kinds of file that the editor knows, and how a line of them is made a comment. */
public enum Language {
    C(new CLexer(), "//"),
    ASSEMBLY(new AssemblyLexer(), "#"),
    MAKEFILE(new MakefileLexer(), "#"),
    LINKER_SCRIPT(new LinkerScriptLexer(), ""),
    TOML(new TomlLexer(), "#"),
    PLAIN((line, state, tokens) -> 0, "");

    private final Lexer lexer;
    private final String lineComment;

    Language(Lexer lexer, String lineComment) {
        this.lexer = lexer;
        this.lineComment = lineComment;
    }

    public static Language of(String fileName) {
        if (fileName.equals("Makefile") || fileName.equals("GNUmakefile") || fileName.endsWith(".mk")) {
            return MAKEFILE;
        }
        return switch (fileName.substring(fileName.lastIndexOf('.') + 1)) {
            case "c", "h", "cc", "cpp", "hpp" -> C;
            case "S", "s", "asm" -> ASSEMBLY;
            case "ld", "lds" -> LINKER_SCRIPT;
            case "toml", "lock" -> TOML;
            default -> PLAIN;
        };
    }

    public Lexer lexer() {
        return lexer;
    }

    /** What makes a line a comment where it begins with it; empty where comments have to be closed, or there are none. */
    public String lineComment() {
        return lineComment;
    }
}
