package dev.diver.core.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.net.FakeCatalog;
import dev.diver.core.net.LocalNets;
import dev.diver.core.net.Net;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With real make, gcc and bubblewrap. */
@Timeout(400)
class MakeBuildsTest {
    /** Seconds that nobody else on this machine sleeps. */
    private static final String LONG = "9" + ProcessHandle.current().pid();

    @TempDir
    Path temp;

    private DiverHome home;
    private LocalNets nets;
    private Builds builds;
    private Path project;
    private final List<String> output = new ArrayList<>();

    @BeforeEach
    void aSmallProject() throws IOException {
        home = DiverHome.in(temp.resolve("home"), temp.resolve("assets"));
        nets = new LocalNets(home, new FakeCatalog(temp.resolve("kernel")), Map.of());
        builds = new MakeBuilds(home, nets, new HostProgram(System.getenv("PATH")));
        project = Files.createDirectories(temp.resolve("project"));
        write("net.toml", "[net]\nname = \"p\"\n[kernel]\nref = \"tiny:1.0\"\n");
        write("main.c", "int main(void)\n{\n\treturn 0;\n}\n");
        makefile("build/p: main.c\n\tmkdir -p build\n\tgcc -Wall -o $@ $<\n");
        nets.trust(project);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(project.resolve(file), text);
    }

    private void makefile(String text) throws IOException {
        write("Makefile", text);
    }

    private Net net() {
        return nets.open(project);
    }

    private BuildResult build() {
        return builds.build(net(), output::add, new Cancellation());
    }

    @Test
    void buildsAndThenHasNothingToDo() throws IOException {
        var first = build();
        assertTrue(first.ok(), first.output());
        assertFalse(first.upToDate());
        assertTrue(Files.isExecutable(project.resolve("build/p")));
        assertTrue(build().upToDate());
        assertEquals(first.output(), builds.last(net()).orElseThrow().output());
    }

    @Test
    void everyChangeIsNoticed() throws IOException {
        build();
        write("main.c", "int main(void)\n{\n\treturn 1;\n}\n");
        assertFalse(build().upToDate());
        Files.delete(project.resolve("build/p"));
        assertFalse(build().upToDate());
        assertTrue(Files.exists(project.resolve("build/p")));
        write("new.h", "");
        assertFalse(build().upToDate());
        Files.delete(project.resolve("new.h"));
        assertFalse(build().upToDate());
        assertTrue(build().upToDate());
    }

    @Test
    void errorsComeAsPlacesAndAFailedBuildIsRunAgain() throws IOException {
        write("main.c", "int main(void)\n{\n\tint x;\n\treturn y;\n}\n");
        var result = build();
        assertFalse(result.ok());
        var error = result.diagnostics().stream()
                .filter(one -> one.severity() == Diagnostic.Severity.ERROR)
                .findFirst()
                .orElseThrow();
        assertEquals(project.resolve("main.c"), error.file());
        assertEquals(4, error.line());
        assertEquals("\treturn ".length(), Diagnostic.offset("\treturn y;", error.column()));
        assertEquals(error.column(), Diagnostic.column("\treturn y;", "\treturn ".length()));
        assertTrue(error.message().contains("undeclared"), error.message());
        assertTrue(result.diagnostics().stream().anyMatch(one -> one.severity() == Diagnostic.Severity.WARNING));
        assertFalse(build().upToDate());
    }

    @Test
    void aLinkersComplaintHasItsPlace() throws IOException {
        write("main.c", "int f(void);\nint main(void)\n{\n\treturn f();\n}\n");
        makefile("build/p: main.c\n\tmkdir -p build\n\tgcc -g -o $@ $<\n");
        var result = build();
        assertTrue(
                result.diagnostics().stream()
                        .anyMatch(one -> one.message().contains("undefined reference to `f'")
                                && one.file().endsWith("main.c")
                                && one.line() == 4),
                result.output());
    }

    @Test
    void aProgramThatIsThereNeedsNoMakefile() throws IOException {
        Files.delete(project.resolve("Makefile"));
        write("net.toml", Files.readString(project.resolve("net.toml")) + "[app]\nprogram = \"build/p\"\n");
        var failure = assertThrows(DiverException.class, this::build);
        assertEquals(Problem.Kind.INVALID, failure.problem().kind());
        Files.createDirectories(project.resolve("build"));
        write("build/p", "somebody built it");
        assertTrue(build().upToDate());
    }

    @Test
    void aForeignProjectDoesNotRun() throws IOException {
        var foreign = Files.createDirectories(temp.resolve("foreign"));
        Files.copy(project.resolve("net.toml"), foreign.resolve("net.toml"));
        Files.writeString(foreign.resolve("Makefile"), "X := $(shell touch ran)\nall:\n\ttouch ran\n");
        var failure = assertThrows(
                DiverException.class, () -> builds.build(nets.open(foreign), output::add, new Cancellation()));
        assertEquals(Problem.Kind.UNTRUSTED, failure.problem().kind());
        assertFalse(Files.exists(foreign.resolve("ran")));
    }

    @Test
    void nothingOutsideIsSeenOrChanged() throws IOException {
        var secret = Files.writeString(temp.resolve("secret"), "s3cret");
        makefile("""
                all:
                	@! cat %s 2>/dev/null
                	@! touch /usr/diver-was-here 2>/dev/null
                	@! touch ../outside 2>/dev/null || ! test -e ../net.toml
                	@! bash -c 'echo >/dev/tcp/127.0.0.1/22' 2>/dev/null
                	@test "$$(ls /proc | grep -c '^[0-9]*$$')" -lt 12
                	@test -z "$$SECRET$$JAVA_HOME"
                	@echo sealed
                """.formatted(secret));
        var result = build();
        assertTrue(result.ok(), result.output());
        assertTrue(output.contains("sealed"), output.toString());
        assertFalse(Files.exists(temp.resolve("outside")));
    }

    @Test
    void aHungryBuildIsStoppedByItsLimitOfMemory() throws IOException {
        write("hog.c", """
                #include <stdio.h>
                #include <stdlib.h>
                int main(void) { void *p = malloc(6L << 30); puts(p ? "got it" : "refused"); return 0; }
                """);
        makefile("all:\n\t@mkdir -p build\n\t@gcc -o build/hog hog.c\n\t@build/hog\n");
        build();
        assertTrue(output.contains("refused"), output.toString());
    }

    @Test
    void cancellingEndsAllOfIt() throws Exception {
        makefile("all:\n\t@echo begun\n\t@sleep " + LONG + "\n");
        var cancellation = new Cancellation();
        var failure = assertThrows(
                DiverException.class, () -> builds.build(net(), line -> cancellation.cancel(), cancellation));
        assertEquals(Problem.Kind.CANCELLED, failure.problem().kind());
        for (var tries = 0; sleeping() > 0 && tries < 3000; tries++) {
            Thread.sleep(20);
        }
        assertEquals(0, sleeping());
    }

    private static long sleeping() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(words -> List.of(words).contains(LONG))
                        .orElse(false))
                .count();
    }

    @Test
    void aMissingToolIsNamedBeforeWorkBegins() throws IOException {
        var tools = Files.createDirectories(temp.resolve("tools"));
        for (var tool : List.of("bwrap", "prlimit", "make", "ld")) {
            var script = Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
            assertTrue(script.toFile().setExecutable(true));
        }
        builds = new MakeBuilds(home, nets, new HostProgram(tools.toString()));
        var failure = assertThrows(DiverException.class, this::build);
        assertEquals(Problem.Kind.MISSING_TOOL, failure.problem().kind());
        assertTrue(failure.problem().text().contains("gcc"), failure.problem().text());
        assertFalse(Files.exists(project.resolve("build")));
    }
}
