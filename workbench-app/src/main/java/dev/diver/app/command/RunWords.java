package dev.diver.app.command;

import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A run in words for a terminal. */
final class RunWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private RunWords() {}

    static String state(RunRecord run) {
        return run.outcome()
                .map(outcome -> outcome.word()
                        + (run.exitCode().isPresent() ? " " + run.exitCode().getAsInt() : ""))
                .orElseGet(() -> run.state() == RunState.HELD ? "stopped in the debugger" : Words.of(run.state()));
    }

    static String started(RunRecord run) {
        return TIME.format(run.started().atZone(ZoneId.systemDefault()));
    }

    static String lasted(RunRecord run) {
        var ended = run.timeline().endedMs();
        return ended.isPresent() ? ended.getAsLong() + " ms" : "";
    }
}
