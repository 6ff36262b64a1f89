package dev.diver.console.gdb;

import dev.diver.core.job.Cancellation;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The host's gdb. */
public final class GdbProgram {
    /** The first whose {@code set debuginfod} there is, and whose {@code -break-insert} takes what we say. */
    private static final int OLDEST = 12;

    /** {@code GNU gdb (Debian 13.1-3) 13.1}, {@code GNU gdb (Fedora Linux) 14.2-1.fc39}, {@code GNU gdb (GDB) 12.1} */
    private static final Pattern VERSION = Pattern.compile("^GNU gdb .*?([0-9]+)\\.[0-9][^ )]*$");

    private GdbProgram() {}

    /** @throws DiverException where there is none, or one that is too old */
    public static Path require(HostProgram programs) {
        var gdb = programs.require("gdb", "gdb", "to debug");
        var said = firstLine(programs, gdb);
        var version = version(said);
        if (version.isEmpty() || version.getAsInt() < OLDEST) {
            throw new DiverException(
                    Problem.Kind.MISSING_TOOL,
                    version.isEmpty() ? gdb + " is no gdb that Diver knows." : "gdb is too old.",
                    "It calls itself \"" + said + "\", and gdb " + OLDEST + " or newer is needed to debug.",
                    "Install a newer one: sudo apt-get install gdb");
        }
        return gdb;
    }

    private static String firstLine(HostProgram programs, Path gdb) {
        try {
            return programs.run(
                            List.of(gdb.toString(), "-nx", "--version"),
                            Path.of("/"),
                            Duration.ofSeconds(20),
                            new Cancellation())
                    .output()
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.FAILED, "gdb could not be started.", e.getMessage() + ".", ""), e);
        }
    }

    static OptionalInt version(String line) {
        var match = VERSION.matcher(line);
        return match.find() ? OptionalInt.of(Integer.parseInt(match.group(1))) : OptionalInt.empty();
    }
}
