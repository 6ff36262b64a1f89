package dev.diver.app.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.diver.core.kernel.Mode;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A run as {@code --json} prints it: the contract that other programs read. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RunDocument(
        String run,
        String net,
        String kernel,
        String digest,
        Mode mode,
        RunState state,
        Optional<Outcome> outcome,
        OptionalInt exitCode,
        String reason,
        String accelerator,
        String started,
        RunRecord.Timeline timeline,
        String console,
        String directory,
        List<List<String>> commands) {

    static RunDocument of(RunRecord run) {
        return new RunDocument(
                run.run(),
                run.net(),
                run.kernel(),
                run.digest(),
                run.mode(),
                run.state(),
                run.outcome(),
                run.exitCode(),
                run.reason(),
                run.accelerator(),
                run.started().toString(),
                run.timeline(),
                run.console().toString(),
                run.directory().toString(),
                run.commands());
    }
}
