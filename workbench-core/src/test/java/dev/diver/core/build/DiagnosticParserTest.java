package dev.diver.core.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticParserTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    src/a.c:3:7: error: 'x' undeclared | ERROR | /p/src/a.c | 3 | 7
                    src/a.c:3:7: warning: unused variable 'y' [-Wunused] | WARNING | /p/src/a.c | 3 | 7
                    /usr/include/x.h:9:1: note: declared here | NOTE | /usr/include/x.h | 9 | 1
                    a.c:1:10: fatal error: no.h: No such file or directory | ERROR | /p/a.c | 1 | 10
                    boot.S:12: Error: no such instruction: `foo' | ERROR | /p/boot.S | 12 | 0
                    /usr/bin/ld: /p/a.c:4: undefined reference to `f' | ERROR | /p/a.c | 4 | 0
                    a.c:(.text+0x5): undefined reference to `f' | ERROR | /p/a.c | 0 | 0
                    /usr/bin/ld: build/a.o:(.text+0x5): undefined reference to `f' | ERROR | /p/build/a.o | 0 | 0
                    /usr/bin/ld: cannot find -lfoo: No such file or directory | ERROR | /p/Makefile | 0 | 0
                    Makefile:3: *** missing separator.  Stop. | ERROR | /p/Makefile | 3 | 0
                    make: *** No rule to make target 'x', needed by 'y'.  Stop. | ERROR | /p/Makefile | 0 | 0
                    """)
    void findsThePlace(String line, Diagnostic.Severity severity, String file, int number, int column) {
        var parser = new DiagnosticParser(Path.of("/p"));
        parser.line(line);
        var found = parser.found().getFirst();
        assertEquals(
                List.of(severity, Path.of(file), number, column),
                List.of(found.severity(), found.file(), found.line(), found.column()));
    }

    @Test
    void followsMakeIntoDirectoriesAndOutAgain() {
        var parser = new DiagnosticParser(Path.of("/p"));
        parser.line("make[1]: Entering directory '/p/sub'");
        parser.line("a.c:1:1: error: in sub");
        parser.line("make[1]: Leaving directory '/p/sub'");
        parser.line("b.c:1:1: error: on top");
        parser.line("make: *** [Makefile:2: all] Error 1");
        assertEquals(
                List.of(Path.of("/p/sub/a.c"), Path.of("/p/b.c")),
                parser.found().stream().map(Diagnostic::file).toList());
    }

    @Test
    void plainTalkIsNoDiagnosticAndNoLineFails() {
        var parser = new DiagnosticParser(Path.of("/p"));
        parser.line("gcc -o x: y.c");
        parser.line("In file included from a.c:3:");
        assertEquals(List.of(), parser.found());
        var random = new Random(4);
        for (var round = 0; round < 5000; round++) {
            var line = new StringBuilder();
            for (var length = random.nextInt(80); length > 0; length--) {
                line.append(":/ld errow*[]()'`0123456789\0\n\u00e4".charAt(random.nextInt(30)));
            }
            parser.line(line.toString());
        }
        parser.line("a:".repeat(100_000));
    }
}
