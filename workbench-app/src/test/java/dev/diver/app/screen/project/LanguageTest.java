package dev.diver.app.screen.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LanguageTest {

    private static String styled(Language language, String line, String style) {
        return language.lex(line, false).spans().stream()
                .filter(span -> span.style().equals(style))
                .map(span -> line.substring(span.from(), span.to()))
                .findFirst()
                .orElse("");
    }

    @Test
    void knowsItsFiles() {
        assertEquals(Language.C, Language.of("main.c"));
        assertEquals(Language.ASSEMBLY, Language.of("start.S"));
        assertEquals(Language.TOML, Language.of("net.toml"));
        assertEquals(Language.MAKEFILE, Language.of("Makefile"));
        assertEquals(Language.PLAIN, Language.of("README.md"));
    }

    @Test
    void coloursC() {
        var line = "    return printf(\"/* no comment */ %d\\n\", 0x1f); // said";
        assertEquals("return", styled(Language.C, line, "keyword"));
        assertEquals("printf", styled(Language.C, line, "name"));
        assertEquals("\"/* no comment */ %d\\n\"", styled(Language.C, line, "string"));
        assertEquals("0x1f", styled(Language.C, line, "number"));
        assertEquals("// said", styled(Language.C, line, "comment"));
        assertEquals("#include", styled(Language.C, "#include <stdio.h>", "directive"));
    }

    @Test
    void blockCommentsGoOnOverLines() {
        var first = Language.C.lex("int a; /* begins", false);
        assertTrue(first.inComment());
        var second = Language.C.lex("goes on", true);
        assertTrue(second.inComment());
        assertEquals(List.of(new Language.Span(0, 7, "comment")), second.spans());
        var third = Language.C.lex("ends */ int b;", true);
        assertFalse(third.inComment());
        assertEquals(new Language.Span(0, 7, "comment"), third.spans().getFirst());
        assertEquals("type", third.spans().get(1).style());
    }

    @Test
    void coloursTomlMakeAndAssembly() {
        assertEquals("[dive.vm]", styled(Language.TOML, "[dive.vm]", "name"));
        assertEquals("cpus", styled(Language.TOML, "cpus = 4 # four", "keyword"));
        assertEquals("# four", styled(Language.TOML, "cpus = 4 # four", "comment"));
        assertEquals("build/$(NAME)", styled(Language.MAKEFILE, "build/$(NAME): src/main.c", "name"));
        assertEquals("%eax", styled(Language.ASSEMBLY, "    mov $0, %eax", "type"));
        assertEquals(".globl", styled(Language.ASSEMBLY, "    .globl _start", "directive"));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void anyTextEndsAndStaysWithinItsLine() {
        var random = new Random(7);
        var letters = "/*\"'\\#<>[]=$({)}:.%_-aZ09 \tint\u00e9";
        for (var round = 0; round < 20_000; round++) {
            var line = new StringBuilder();
            for (var i = random.nextInt(40); i > 0; i--) {
                line.append(letters.charAt(random.nextInt(letters.length())));
            }
            for (var language : Language.values()) {
                var at = 0;
                for (var span :
                        language.lex(line.toString(), random.nextBoolean()).spans()) {
                    assertTrue(
                            at <= span.from() && span.from() <= span.to() && span.to() <= line.length(),
                            line::toString);
                    at = span.to();
                }
            }
        }
    }

    @Test
    void stylesAreAsLongAsTheirLines() {
        var text = "int a;\n\n  /* x\n*/ b(1)\n";
        var marks = List.of(
                new Mark(new Spot.InCharacters(1, 40), true, "behind the line"),
                new Mark(new Spot.InCharacters(2, 3), true, "empty"),
                new Mark(new Spot.InCharacters(4, 0), false, "all"));
        var styles = Highlighter.styles(Language.C, text, marks);
        var lines = text.split("\n", -1);
        assertEquals(lines.length, styles.size());
        for (var i = 0; i < lines.length; i++) {
            assertEquals(lines[i].length(), styles.get(i).length(), "line " + i);
        }
        assertTrue(styles.get(3).stream().allMatch(span -> span.getStyle().contains("mark-warning")));
    }
}
