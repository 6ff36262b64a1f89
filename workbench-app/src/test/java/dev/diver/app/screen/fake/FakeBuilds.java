package dev.diver.app.screen.fake;

import dev.diver.core.build.BuildResult;
import dev.diver.core.build.Builds;
import dev.diver.core.build.Diagnostic;
import dev.diver.core.job.Cancellation;
import dev.diver.core.net.Net;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A compiler that knows one rule: a line that calls printf or returns ends with a semicolon. */
final class FakeBuilds implements Builds {
    private final FakeNets nets;
    private final Map<Path, BuildResult> last = new ConcurrentHashMap<>();

    FakeBuilds(FakeNets nets) {
        this.nets = nets;
    }

    @Override
    public BuildResult build(Net net, Consumer<String> output, Cancellation cancellation) {
        if (!nets.isTrusted(net.directory())) {
            throw new DiverException(
                    Problem.Kind.UNTRUSTED,
                    "The project " + net.name() + " was not made here, and building runs its Makefile.",
                    "",
                    "Look at its Makefile, then say that you trust it.");
        }
        output.accept("gcc -ffreestanding -O2 -g -Ikernel/include -c src/main.c -o build/main.o");
        Pause.millis(60);
        cancellation.check();
        var problems = problems(net.directory().resolve("src/main.c"));
        for (var problem : problems) {
            output.accept("src/main.c:" + problem.line() + ":" + problem.column() + ": error: " + problem.message());
        }
        output.accept(
                problems.isEmpty()
                        ? "ld -T kernel/snorkel.ld -o build/" + net.name()
                        : "make: *** [Makefile:5] Error 1");
        var result = new BuildResult(problems.isEmpty(), false, problems.isEmpty() ? 0 : 2, 64, problems, "");
        last.put(net.directory(), result);
        return result;
    }

    private static List<Diagnostic> problems(Path source) {
        try {
            var found = new ArrayList<Diagnostic>();
            var lines = Files.readAllLines(source);
            for (var i = 0; i < lines.size(); i++) {
                var code = lines.get(i).replaceAll("//.*", "").stripTrailing();
                if ((code.contains("printf(") || code.contains("return ")) && !code.endsWith(";")) {
                    found.add(new Diagnostic(
                            Diagnostic.Severity.ERROR,
                            source,
                            i + 1,
                            code.length(),
                            "expected ';' before end of line"));
                }
            }
            return found;
        } catch (IOException e) {
            throw FakeNets.unchecked(e);
        }
    }

    @Override
    public Optional<BuildResult> last(Net net) {
        return Optional.ofNullable(last.get(net.directory()));
    }
}
