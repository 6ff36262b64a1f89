package dev.diver.core.run;

import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one of a run's consoles said. The record knows the main one's; the others lie beside it, so that runs from before
 * have them too.
 */
public record ConsoleLog(String name, Path file) {
    /** Is always understood, whatever the main one is called. */
    public static final String MAIN = "main";

    private static final Set<Mode> PARTITIONED = Set.of(Mode.PARTITIONED_VM, Mode.PARTITIONED_HARDWARE);
    private static final Pattern FURTHER = Pattern.compile("console-([A-Za-z0-9][A-Za-z0-9._-]*)\\.log");

    /** The main one first, whether or not it said anything; the others by name. Reads the run's directory. */
    public static List<ConsoleLog> of(RunRecord run) {
        var logs = new ArrayList<ConsoleLog>();
        // As it is called while the dive runs.
        logs.add(new ConsoleLog(PARTITIONED.contains(run.mode()) ? "program" : MAIN, run.console()));
        var folder = run.console().toAbsolutePath().getParent();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                files.filter(Files::isRegularFile)
                        .map(file -> FURTHER.matcher(file.getFileName().toString()))
                        .filter(match -> match.matches())
                        .map(match -> new ConsoleLog(match.group(1), folder.resolve(match.group())))
                        .sorted(Comparator.comparing(ConsoleLog::name))
                        .forEach(logs::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(logs);
    }

    /** @throws DiverException NOT_FOUND with the nearest name, or with all */
    public static ConsoleLog named(RunRecord run, String name) {
        var logs = of(run);
        if (name.equals(MAIN)) {
            return logs.getFirst();
        }
        return logs.stream()
                .filter(log -> log.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "Run " + run.run() + " has no console \"" + name + "\".",
                        "",
                        Nearest.hint(name, logs.stream().map(ConsoleLog::name).toList())));
    }
}
