package dev.diver.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a guest that crashed left beside its record.
 *
 * @param report a text: the reason, and of each processor the calls and the registers
 * @param memory an ELF core file for a debugger; empty where it was not kept, for which the report has the reason
 */
public record KeptCrash(Path report, Optional<Path> memory) {
    /** Of the report in the run's folder. */
    public static final String REPORT = "crash.txt";

    /** Of the memory in the run's folder. */
    public static final String MEMORY = "memory.core";

    /** What a debugger is given, see {@link dev.diver.core.debug.DebugJson}; in the run's folder. */
    public static final String DEBUG = "debug.json";

    /** Empty where the run kept none. Reads the run's directory. */
    public static Optional<KeptCrash> of(RunRecord run) {
        var folder = run.console().toAbsolutePath().getParent();
        return Optional.of(folder.resolve(REPORT))
                .filter(Files::isRegularFile)
                .map(report -> new KeptCrash(
                        report, Optional.of(folder.resolve(MEMORY)).filter(Files::isRegularFile)));
    }
}
