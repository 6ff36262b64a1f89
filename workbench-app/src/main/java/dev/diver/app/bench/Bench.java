package dev.diver.app.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.diver.app.EngineFactory;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.problem.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code installer/bench NAME [--json]}, {@code --megabytes=N} for {@code console}, {@code --packages=N} for {@code catalog}. Works in a directory of its own, which it removes. */
public final class Bench {
    private static final List<String> NAMES =
            List.of("build", "catalog", "console", "dive", "editor", "plan", "search", "startup", "syscalls", "text");

    private static final String MEGABYTES = "--megabytes=";
    private static final String PACKAGES = "--packages=";

    private Bench() {}

    public static void main(String[] args) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        var name = Arrays.stream(args)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .orElse("");
        if (!NAMES.contains(name)) {
            System.err.println("There is no benchmark \"" + name + "\". " + Nearest.hint(name, NAMES));
            System.exit(2);
        }
        // Short, because of the sockets below it.
        var work = Files.createTempDirectory(Path.of("/tmp"), "dvb");
        try {
            var measures = run(name, work, number(args, MEGABYTES, 100), number(args, PACKAGES, 100_000));
            if (List.of(args).contains("--json")) {
                System.out.println(JsonMapper.builder().build().writeValueAsString(measures));
            } else {
                print(measures);
            }
        } finally {
            Folders.delete(work);
        }
        System.exit(0);
    }

    private static int number(String[] args, String option, int otherwise) {
        return Arrays.stream(args)
                .filter(word -> word.startsWith(option))
                .mapToInt(word -> Integer.parseInt(word.substring(option.length())))
                .findFirst()
                .orElse(otherwise);
    }

    private static List<Measure> run(String name, Path work, int megabytes, int packages) throws Exception {
        return switch (name) {
            case "build" -> new BuildBench().run(engine(work), work);
            case "catalog" -> new CatalogBench(packages).run(work);
            case "console" -> new ConsoleBench(megabytes).run(work);
            case "dive" -> new DiveBench().run(engine(work), work);
            case "syscalls" -> new SyscallsBench().run(engine(work), work);
            case "plan" -> new PlanBench().run();
            case "editor" -> new EditorBench().run();
            case "text" -> new TextBenchmark().run(work);
            case "search" -> new SearchBench().run(work);
            default ->
                new StartupBench(
                                Path.of(System.getProperty("diver.cache", "diver.aot")),
                                Path.of(System.getProperty("diver.image", "diver-workbench")))
                        .run(work);
        };
    }

    private static Engine engine(Path work) {
        var assets = Path.of(System.getProperty("diver.assets", "assets")).toAbsolutePath();
        return EngineFactory.create(DiverHome.in(work.resolve("h"), assets), System.getenv("PATH"));
    }

    private static void print(List<Measure> measures) {
        System.out.printf(Locale.ROOT, "%-66s %10s %10s %-5s %7s%n", "measure", "ours", "theirs", "unit", "ratio");
        for (var one : measures) {
            System.out.printf(
                    Locale.ROOT,
                    "%-66s %10.2f %10s %-5s %7s%n",
                    one.measure(),
                    one.ours(),
                    one.theirs() == 0 ? "-" : String.format(Locale.ROOT, "%.2f", one.theirs()),
                    one.unit(),
                    one.ratio() == 0 ? "-" : String.format(Locale.ROOT, "%.3f", one.ratio()));
        }
    }
}
