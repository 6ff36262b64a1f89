package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.run.RunRecord;
import dev.diver.core.run.Runs;
import picocli.CommandLine.Parameters;

/** The run that a verb is about. */
final class RunId {
    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "A run's id, the beginning of one, or latest (the default).")
    private String id = "latest";

    RunRecord find(Runs runs) {
        runs.reconcile();
        return find(runs, id);
    }

    static RunRecord find(Runs runs, String id) {
        return runs.find(id)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND, "There is no run \"" + id + "\".", "", "diver runs lists them."));
    }
}
