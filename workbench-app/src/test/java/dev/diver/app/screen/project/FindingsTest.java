package dev.diver.app.screen.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.app.screen.language.CodeProblem;
import dev.diver.app.screen.language.TextPlace;
import dev.diver.app.screen.language.TextRange;
import dev.diver.core.build.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Project project = new Project(Path.of("/net"));
    private final Path file = Path.of("/net/src/main.c");

    private List<String> messages() {
        return Findings.of(project).stream()
                .map(found -> found.spot().line() + " " + found.message())
                .toList();
    }

    @Test
    void whatIsFoundWhileTypingTakesThePlaceOfWhatTheBuildSaid() {
        project.diagnostics()
                .setAll(
                        new Diagnostic(Diagnostic.Severity.ERROR, file, 7, 2, "built"),
                        new Diagnostic(Diagnostic.Severity.WARNING, file, 9, 2, "built, elsewhere"),
                        new Diagnostic(
                                Diagnostic.Severity.ERROR, Path.of("/net/src/other.c"), 7, 2, "built, other file"));
        var before = messages();
        assertEquals(List.of("7 built", "9 built, elsewhere", "7 built, other file"), before);
        var range = new TextRange(new TextPlace(6, 1), new TextPlace(6, 4));
        project.live().put(file, List.of(new CodeProblem(range, true, "typed")));
        assertEquals(List.of("9 built, elsewhere", "7 built, other file", "7 typed"), messages());
        project.changed().add(file);
        assertEquals(List.of("7 built, other file", "7 typed"), messages(), "the build's is of another text");
        project.live().put(file, List.of());
        assertEquals(List.of("7 built, other file"), messages(), "mended");
        project.live().remove(file);
        assertEquals(before, messages(), "nobody looks at the file any more");
    }
}
