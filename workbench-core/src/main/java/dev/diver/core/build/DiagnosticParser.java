package dev.diver.core.build;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From what gcc, clang, ld and make print to places in files. One object for one build; takes line after line and follows
 * make's change of directories.
 */
final class DiagnosticParser {
    private static final int MOST = 1000;
    private static final int LONGEST = 4000;

    // file:line:column: severity: message, the GNU coding standards' form, which clang keeps too.
    private static final Pattern PLACE = Pattern.compile(
            "([^:\\s][^:]*):([0-9]{1,7})(?::([0-9]{1,7}))?: (fatal error|error|warning|note|Error|Warning): (.*)");
    // ld: "main.c:12: undefined reference to `f'", also behind "/usr/bin/ld: ".
    private static final Pattern LINKER = Pattern.compile(
            "(?:\\S*ld(?:\\.[a-z]+)?: )?([^:\\s][^:]*):([0-9]{1,7}): ((?:undefined reference|multiple definition|first defined).*)");
    private static final Pattern OBJECT = Pattern.compile(
            "(?:\\S*ld(?:\\.[a-z]+)?: )?([^:\\s(]+)(?:\\([^)]*\\))?:(?:\\([^)]*\\):)? ((?:undefined reference|multiple definition|in function).*)");
    private static final Pattern LD = Pattern.compile("\\S*ld(?:\\.[a-z]+)?: (error: |warning: )?(.*)");
    private static final Pattern MAKE = Pattern.compile("(Makefile|[^:\\s]+\\.mk):([0-9]{1,7}): (\\*\\*\\* )?(.*)");
    private static final Pattern MAKE_FAILED = Pattern.compile("make(?:\\[[0-9]+\\])?: \\*\\*\\* (.*)");
    private static final Pattern ENTERING = Pattern.compile("make(?:\\[[0-9]+\\])?: Entering directory ['`](.*)'");
    private static final Pattern LEAVING = Pattern.compile("make(?:\\[[0-9]+\\])?: Leaving directory ['`].*'");

    private final Path project;
    private final List<Path> directories = new ArrayList<>();
    private final List<Diagnostic> found = new ArrayList<>();

    DiagnosticParser(Path project) {
        this.project = project;
    }

    List<Diagnostic> found() {
        return List.copyOf(found);
    }

    void line(String whole) {
        var line = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
        var entering = ENTERING.matcher(line);
        if (entering.matches()) {
            path(entering.group(1)).ifPresent(directories::add);
        } else if (LEAVING.matcher(line).matches()) {
            if (!directories.isEmpty()) {
                directories.removeLast();
            }
        } else if (found.size() < MOST) {
            diagnostic(line).ifPresent(found::add);
        }
    }

    private Optional<Diagnostic> diagnostic(String line) {
        var place = PLACE.matcher(line);
        if (place.matches()) {
            var column = place.group(3) == null ? 0 : Integer.parseInt(place.group(3));
            return at(severity(place.group(4)), place.group(1), place.group(2), column, place.group(5));
        }
        var linker = LINKER.matcher(line);
        if (linker.matches()) {
            return at(Diagnostic.Severity.ERROR, linker.group(1), linker.group(2), 0, linker.group(3));
        }
        var object = OBJECT.matcher(line);
        if (object.matches()) {
            return object.group(2).startsWith("in function")
                    ? Optional.empty()
                    : at(Diagnostic.Severity.ERROR, object.group(1), "0", 0, object.group(2));
        }
        var make = MAKE.matcher(line);
        if (make.matches()) {
            var severity = make.group(3) == null ? Diagnostic.Severity.WARNING : Diagnostic.Severity.ERROR;
            return at(severity, make.group(1), make.group(2), 0, make.group(4));
        }
        var ld = LD.matcher(line);
        if (ld.matches()) {
            var warning = "warning: ".equals(ld.group(1));
            return at(
                    warning ? Diagnostic.Severity.WARNING : Diagnostic.Severity.ERROR, "Makefile", "0", 0, ld.group(2));
        }
        var failed = MAKE_FAILED.matcher(line);
        // "[Makefile:9: build/x] Error 1" repeats what the compiler said; without one it is all there is.
        return failed.matches() && found.stream().noneMatch(one -> one.severity() == Diagnostic.Severity.ERROR)
                ? at(Diagnostic.Severity.ERROR, "Makefile", "0", 0, failed.group(1))
                : Optional.empty();
    }

    private Optional<Diagnostic> at(
            Diagnostic.Severity severity, String file, String line, int column, String message) {
        return path(file).map(path -> new Diagnostic(severity, path, Integer.parseInt(line), column, message));
    }

    private Optional<Path> path(String text) {
        try {
            var base = directories.isEmpty() ? project : directories.getLast();
            return Optional.of(base.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Diagnostic.Severity severity(String word) {
        return switch (word) {
            case "warning", "Warning" -> Diagnostic.Severity.WARNING;
            case "note" -> Diagnostic.Severity.NOTE;
            default -> Diagnostic.Severity.ERROR;
        };
    }
}
