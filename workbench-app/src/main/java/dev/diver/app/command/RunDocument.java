package dev.diver.app.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.kernel.Mode;
import dev.diver.core.run.KeptCrash;
import dev.diver.core.run.Outcome;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.RunState;
import dev.diver.core.syscall.SyscallJson;
import java.nio.file.Path;
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
        List<List<String>> commands,
        Optional<Crash> crash,
        Optional<ObjectNode> syscalls) {

    /** Where the files are that a guest which crashed left. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Crash(String report, Optional<String> memory) {
        static Crash of(KeptCrash kept) {
            return new Crash(kept.report().toString(), kept.memory().map(Path::toString));
        }
    }

    /** As lists have it. */
    static RunDocument of(RunRecord run) {
        return of(run, Optional.empty());
    }

    /** With its system calls, where it has a trace. */
    static RunDocument withSyscalls(RunRecord run) {
        return of(run, RunTraces.find(run).map(SyscallJson::summary));
    }

    private static RunDocument of(RunRecord run, Optional<ObjectNode> syscalls) {
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
                run.commands(),
                KeptCrash.of(run).map(Crash::of),
                syscalls);
    }
}
