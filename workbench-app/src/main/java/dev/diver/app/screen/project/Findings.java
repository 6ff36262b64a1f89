package dev.diver.app.screen.project;

import dev.diver.core.build.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is wrong with a net: of {@code net.toml}, what the last build said, and what is found while typing. In a file
 * that is looked at while typing, what is found there now goes before what the build said of the same line, so that
 * nothing is told twice, and nothing that is mended already.
 */
final class Findings {
    private Findings() {}

    /** Something that is wrong at a place. */
    record Finding(Path file, Spot spot, Diagnostic.Severity severity, String message) {}

    static List<Finding> of(Project project) {
        var found = new ArrayList<Finding>();
        for (var problem : project.netProblems().get()) {
            found.add(new Finding(project.netFile(), Spot.of(problem), Diagnostic.Severity.ERROR, problem.message()));
        }
        var files = new ArrayList<>(project.live().keySet());
        files.sort(null);
        for (var diagnostic : project.diagnostics()) {
            if (!superseded(project, diagnostic)) {
                found.add(new Finding(
                        diagnostic.file(), Spot.of(diagnostic), diagnostic.severity(), diagnostic.message()));
            }
        }
        for (var file : files) {
            for (var problem : project.live().get(file)) {
                var from = problem.range().from();
                found.add(new Finding(
                        file,
                        new Spot.InCharacters(from.line() + 1, from.character() + 1),
                        problem.error() ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING,
                        problem.message()));
            }
        }
        return found;
    }

    /**
     * Whether what is found while typing says it better: the same line, or an error of a compiler in a file that has been
     * changed since.
     */
    private static boolean superseded(Project project, Diagnostic diagnostic) {
        var live = project.live().get(diagnostic.file());
        return live != null
                && diagnostic.line() > 0
                && (project.changed().contains(diagnostic.file())
                        || live.stream()
                                .anyMatch(problem -> problem.range().from().line() + 1 == diagnostic.line()));
    }
}
