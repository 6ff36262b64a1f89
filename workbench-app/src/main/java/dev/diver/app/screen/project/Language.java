package dev.diver.app.screen.project;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is coloured in which kind of file; works line by line, with one bit carried on: inside a block comment. */
enum Language {
    C(
            true,
            "(?<comment>//.*)|(?<string>\"(?:\\\\.|[^\"\\\\])*\"?|'(?:\\\\.|[^'\\\\])*'?|(?<=#include )\\s*<[^>]*>)"
                    + "|(?<directive>^\\s*#\\s*\\w+)"
                    + "|(?<keyword>\\b(?:auto|break|case|const|continue|default|do|else|enum|extern|for|goto|if|inline"
                    + "|register|restrict|return|sizeof|static|struct|switch|typedef|union|volatile|while|_Static_assert)\\b)"
                    + "|(?<type>\\b(?:void|char|short|int|long|float|double|signed|unsigned|bool|_Bool|[a-z_]\\w*_t)\\b)"
                    + "|(?<number>\\b(?:0[xX][0-9a-fA-F]+|[0-9]+(?:\\.[0-9]+)?)[uUlLfF]*\\b)"
                    + "|(?<name>\\b[A-Za-z_]\\w*(?=\\())"),
    ASSEMBLY(
            true,
            "(?<comment>(?:#|//).*)|(?<string>\"(?:\\\\.|[^\"\\\\])*\"?)|(?<directive>(?<=^|\\s)\\.[A-Za-z_]\\w*)"
                    + "|(?<type>%[a-z0-9]+)|(?<number>\\$?\\b(?:0[xX][0-9a-fA-F]+|[0-9]+)\\b)|(?<name>^\\s*[\\w.]+:)"
                    + "|(?<keyword>(?<=^\\s{1,16})[a-z]\\w*)"),
    TOML(
            false,
            "(?<comment>#.*)|(?<name>^\\s*\\[\\[?[^\\]]*\\]\\]?)|(?<keyword>^\\s*[A-Za-z0-9_.\"-]+(?=\\s*=))"
                    + "|(?<string>\"(?:\\\\.|[^\"\\\\])*\"?|'[^']*'?)|(?<number>\\b(?:true|false|[0-9][0-9_.]*)\\b)"
                    + "|(?<type>\\b[A-Za-z0-9_-]+(?=\\s*=))|(?<directive>(?!))"),
    MAKEFILE(
            false,
            "(?<comment>#.*)|(?<name>^[^\\s:=#][^:=#]*(?=:(?!=)))|(?<type>\\$[({][^)}]*[)}]|\\$[@<^*?])"
                    + "|(?<keyword>^\\s*[A-Za-z_]\\w*(?=\\s*[:+?]?=))|(?<directive>^\\s*(?:-?include|ifeq|ifneq|ifdef|ifndef|else|endif|define|endef)\\b)"
                    + "|(?<string>\"[^\"]*\"?|'[^']*'?)|(?<number>(?!))"),
    PLAIN(
            false,
            "(?<comment>(?!))|(?<string>(?!))|(?<directive>(?!))|(?<keyword>(?!))|(?<type>(?!))|(?<number>(?!))|(?<name>(?!))");

    private static final int LONGEST_LINE = 2000;
    private static final List<String> GROUPS =
            List.of("comment", "string", "directive", "keyword", "type", "number", "name");

    private final boolean blockComments;
    private final Pattern pattern;

    Language(boolean blockComments, String pattern) {
        this.blockComments = blockComments;
        this.pattern = Pattern.compile(pattern);
    }

    static Language of(String fileName) {
        if (fileName.equals("Makefile") || fileName.endsWith(".mk")) {
            return MAKEFILE;
        }
        var ending = fileName.substring(fileName.lastIndexOf('.') + 1);
        return switch (ending) {
            case "c", "h", "cc", "cpp", "ld" -> C;
            case "S", "s", "asm" -> ASSEMBLY;
            case "toml", "lock" -> TOML;
            default -> PLAIN;
        };
    }

    /** @param style one of the style classes of the editor */
    record Span(int from, int to, String style) {}

    /** @param inComment whether the next line begins within a block comment */
    record Line(List<Span> spans, boolean inComment) {}

    /** Colours one line, without its end. */
    Line lex(String line, boolean inComment) {
        if (line.length() > LONGEST_LINE) {
            return new Line(List.of(), inComment);
        }
        var spans = new ArrayList<Span>();
        var at = 0;
        var within = inComment;
        while (true) {
            if (within) {
                var end = line.indexOf("*/", at);
                spans.add(new Span(at, end < 0 ? line.length() : end + 2, "comment"));
                if (end < 0) {
                    return new Line(spans, true);
                }
                at = end + 2;
            }
            var stop = code(line, at, spans);
            if (stop < 0) {
                return new Line(spans, false);
            }
            at = stop;
            within = true;
        }
    }

    /** @return where a block comment begins, or -1 */
    private int code(String line, int from, List<Span> spans) {
        var match = pattern.matcher(line);
        var at = from;
        while (match.find(at)) {
            var comment = blockComments ? line.indexOf("/*", at) : -1;
            if (comment >= 0 && comment <= match.start()) {
                return comment;
            }
            if (match.end() == match.start()) {
                at = match.end() + 1;
                if (at > line.length()) {
                    return -1;
                }
                continue;
            }
            spans.add(new Span(match.start(), match.end(), style(match)));
            at = match.end();
        }
        return blockComments ? line.indexOf("/*", at) : -1;
    }

    private static String style(java.util.regex.Matcher match) {
        return GROUPS.stream()
                .filter(group -> match.group(group) != null)
                .findFirst()
                .orElse("plain");
    }
}
