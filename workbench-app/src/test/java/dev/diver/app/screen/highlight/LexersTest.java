package dev.diver.app.screen.highlight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LexersTest {
    /** All tokens of a text as {@code KIND:text}, line by line. */
    private static List<String> tokens(Language language, String text) {
        var found = new ArrayList<String>();
        var state = 0;
        for (var line : text.split("\n", -1)) {
            state = language.lexer()
                    .lex(line, state, (token, from, to) -> found.add(token + ":" + line.substring(from, to)));
        }
        return found;
    }

    @Test
    void knowsFilesByName() {
        assertEquals(Language.C, Language.of("main.c"));
        assertEquals(Language.ASSEMBLY, Language.of("start.S"));
        assertEquals(Language.TOML, Language.of("net.toml"));
        assertEquals(Language.MAKEFILE, Language.of("Makefile"));
        assertEquals(Language.LINKER_SCRIPT, Language.of("snorkel.ld"));
        assertEquals(Language.PLAIN, Language.of("README.md"));
    }

    @Test
    void c() {
        assertEquals(
                List.of(
                        "KEYWORD:return",
                        "NAME:printf",
                        "STRING:\"/* no comment */ %d\\\"\"",
                        "NUMBER:0x1fUL",
                        "COMMENT:// said"),
                tokens(Language.C, "return printf(\"/* no comment */ %d\\\"\", 0x1fUL); // said"));
        assertEquals(
                List.of("DIRECTIVE:#include", "STRING:<stdio.h>", "COMMENT:/* io */"),
                tokens(Language.C, "#include <stdio.h> /* io */"));
        assertEquals(
                List.of("STRING:'\\''", "STRING:'\"'", "STRING:L", "STRING:\"x\""),
                tokens(Language.C, "'\\'' '\"' L\"x\""));
        assertEquals(
                List.of("NUMBER:1.5e-3f", "NUMBER:0x1p+4", "NUMBER:1'000"),
                tokens(Language.C, "1.5e-3f-x 0x1p+4 1'000"));
        assertEquals(List.of("DIRECTIVE:#  error"), tokens(Language.C, "#  error it's \"unbalanced"));
    }

    @Test
    void whatGoesOverLinesInC() {
        assertEquals(
                List.of("TYPE:int", "COMMENT:/* begins", "COMMENT:goes on", "COMMENT:ends */", "TYPE:int"),
                tokens(Language.C, "int a; /* begins\ngoes on\nends */ int b;"));
        assertEquals(
                List.of("COMMENT:// goes \\", "COMMENT:on", "TYPE:char"),
                tokens(Language.C, "// goes \\\non\nchar c;"));
        assertEquals(
                List.of("STRING:\"first \\", "STRING:second\"", "NUMBER:1"),
                tokens(Language.C, "\"first \\\nsecond\" + 1"));
        assertEquals(
                List.of("DIRECTIVE:#define", "KEYWORD:do", "NAME:f", "KEYWORD:while", "NUMBER:0"),
                tokens(Language.C, "#define X \\\n\tdo { f(); } while \\\n 0"));
        assertEquals(List.of("COMMENT:/**/", "TYPE:int"), tokens(Language.C, "/**/ int a;"));
    }

    @Test
    void assembly() {
        assertEquals(
                List.of("NAME:_start:", "KEYWORD:mov", "NUMBER:0", "TYPE:%eax", "COMMENT:# status"),
                tokens(Language.ASSEMBLY, "_start: mov $0, %eax # status"));
        assertEquals(List.of("DIRECTIVE:.globl"), tokens(Language.ASSEMBLY, "    .globl _start"));
        assertEquals(
                List.of("KEYWORD:lock", "KEYWORD:cmpxchg", "TYPE:%rdx", "KEYWORD:jne", "NUMBER:1b"),
                tokens(Language.ASSEMBLY, "\tlock cmpxchg %rdx, flag(,8); jne 1b").stream()
                        .filter(token -> !token.equals("NUMBER:8"))
                        .toList());
        assertEquals(
                List.of("DIRECTIVE:#include", "STRING:\"layout.h\""),
                tokens(Language.ASSEMBLY, "#include \"layout.h\""));
        assertEquals(
                List.of("COMMENT:/* two", "COMMENT:lines */", "NAME:1:"),
                tokens(Language.ASSEMBLY, "/* two\nlines */ 1:"));
    }

    @Test
    void makefiles() {
        assertEquals(List.of("NAME:build/", "TYPE:$(NAME)"), tokens(Language.MAKEFILE, "build/$(NAME): src/main.c"));
        assertEquals(
                List.of("KEYWORD:OBJECTS", "TYPE:$(patsubst src/%.c,build/%.o,$(wildcard src/*.c))"),
                tokens(Language.MAKEFILE, "OBJECTS := $(patsubst src/%.c,build/%.o,$(wildcard src/*.c))"));
        assertEquals(
                List.of("DIRECTIVE:ifeq", "TYPE:$(V)", "COMMENT:# loud"),
                tokens(Language.MAKEFILE, "ifeq ($(V),1) # loud"));
        assertEquals(
                List.of("TYPE:$(CC)", "TYPE:$@", "STRING:\"a: b = ", "TYPE:$<", "STRING:\""),
                tokens(Language.MAKEFILE, "\t$(CC) -o $@ \"a: b = $<\""));
        assertEquals(List.of("KEYWORD:A", "TYPE:$(B)"), tokens(Language.MAKEFILE, "A = one \\\n  x: y $(B)"));
    }

    @Test
    void linkerScripts() {
        assertEquals(
                List.of("DIRECTIVE:ENTRY", "COMMENT:/* the", "COMMENT:entry */", "DIRECTIVE:SECTIONS"),
                tokens(Language.LINKER_SCRIPT, "ENTRY(start) /* the\nentry */ SECTIONS {"));
        assertEquals(
                List.of("TYPE:.text", "KEYWORD:ALIGN", "NUMBER:4K", "KEYWORD:KEEP", "TYPE:.boot"),
                tokens(Language.LINKER_SCRIPT, ".text : ALIGN(4K) { KEEP(*(.boot)) }"));
        assertEquals(List.of("NAME:end", "TYPE:/DISCARD/"), tokens(Language.LINKER_SCRIPT, "end = . ; /DISCARD/ :"));
    }

    @Test
    void toml() {
        assertEquals(List.of("NAME:[dive.vm]"), tokens(Language.TOML, "[dive.vm]"));
        assertEquals(List.of("KEYWORD:cpus", "NUMBER:4", "COMMENT:# four"), tokens(Language.TOML, "cpus = 4 # four"));
        assertEquals(
                List.of("KEYWORD:env", "KEYWORD:COLOR", "STRING:\"1\"", "KEYWORD:\"a b\"", "NUMBER:true"),
                tokens(Language.TOML, "env = { COLOR = \"1\", \"a b\" = true }"));
        assertEquals(
                List.of("KEYWORD:a", "STRING:\"\"\"one", "STRING:[no table] # no comment", "STRING:\"\"\"", "NAME:[b]"),
                tokens(Language.TOML, "a = \"\"\"one\n[no table] # no comment\n\"\"\"\n[b]"));
        assertEquals(
                List.of("KEYWORD:a", "STRING:'x'", "STRING:'y'", "NAME:[b]"),
                tokens(Language.TOML, "a = [\n'x',\n['y']]\n[b]"));
        assertEquals(
                List.of("KEYWORD:when", "NUMBER:1979-05-27T07:32:00-08:00"),
                tokens(Language.TOML, "when = 1979-05-27T07:32:00-08:00"));
    }

    /** Whatever is in a line: tokens in order, within it, without overlap, and an end. */
    @Test
    void anyLineIsRead() {
        var random = new Random(5);
        var pieces =
                "/* */ // # \" ' \\ \"\"\" ''' ( ) { } [ ] $ $( ${ = : := 0x 1e+ .text @ % \t a int include \u00e4 \ud83d\ude00"
                        .split(" ");
        for (var language : Language.values()) {
            var state = 0;
            for (var round = 0; round < 20_000; round++) {
                var text = new StringBuilder();
                for (var i = random.nextInt(9); i > 0; i--) {
                    text.append(pieces[random.nextInt(pieces.length)]);
                }
                var line = text.toString();
                var end = new int[1];
                state = language.lexer().lex(line, state, (token, from, to) -> {
                    assertTrue(end[0] <= from && from < to && to <= line.length(), () -> language + ": " + line);
                    end[0] = to;
                });
                assertTrue(state >= 0, () -> language + ": " + line);
            }
        }
    }

    /** After each change all lines begin as if the whole text had been read anew, however few lines were read. */
    @Test
    void changesLeaveWhatAWholeReadingFinds() {
        var random = new Random(7);
        var lines = new ArrayList<>(List.of(""));
        var pieces = List.of("int a;", "/*", "*/", "\"", "\\", "//", "x", "");
        var states = LineStates.of(Language.C.lexer(), "");
        for (var round = 0; round < 5000; round++) {
            var first = random.nextInt(lines.size());
            var removed = Math.min(random.nextInt(3), lines.size() - 1 - first);
            var inserted = lines.size() > 60 ? 0 : random.nextInt(4);
            lines.subList(first + 1, first + 1 + removed).clear();
            lines.set(first, pieces.get(random.nextInt(pieces.size())));
            for (var i = 0; i < inserted; i++) {
                lines.add(first + 1, pieces.get(random.nextInt(pieces.size())));
            }
            states.replaced(first, removed, inserted);
            states.read(lines::get, random.nextInt(8));
            if (random.nextInt(3) == 0) {
                states.read(lines::get, Integer.MAX_VALUE);
            }
            var anew = LineStates.of(Language.C.lexer(), String.join("\n", lines));
            for (var line = 0; line < states.sure(); line++) {
                assertEquals(anew.at(line), states.at(line), "round " + round + ", line " + line);
            }
        }
    }

    /** Nothing of snorkel's own sources is left within a comment or a string. */
    @Test
    void realSourcesEndInCode() throws IOException {
        try (var files = Files.walk(Path.of(System.getProperty("diver.assets")))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var language = Language.of(file.getFileName().toString());
                if (language != Language.PLAIN) {
                    var text = Files.readString(file);
                    var states = LineStates.of(language.lexer(), text + "\n");
                    var last = (int) text.lines().count();
                    assertEquals(0, states.at(last), file.toString());
                }
            }
        }
    }
}
