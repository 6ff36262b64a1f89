package dev.diver.app.command;

import dev.diver.core.node.DryRun;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionReport;
import java.nio.file.Path;
import java.util.List;

/** What a plan would do to a node: {@code diver plan check FILE --node NAME}. */
final class PlanOnNode {
    private final CommandContext context;

    PlanOnNode(CommandContext context) {
        this.context = context;
    }

    /** @return the exit status: 0 where a dive would get all that the plan says */
    int check(Path file, PartitionPlan plan, String name, boolean json) {
        var services = context.engine().get().nodes();
        var run = services.partitioning()
                .dryRun(services.nodes().find(name), plan, context.progress(), context.cancellation());
        var report = PlanCheckCommand.check(plan);
        var ok = report.ok() && run.ok();
        if (json) {
            context.printJson(Document.of(ok, report, run));
        } else {
            print(file, run);
        }
        return ok ? 0 : 1;
    }

    /** The plan's own conflicts are among the findings. */
    private void print(Path file, DryRun run) {
        FindingReport.table(run.findings()).print(context.out());
        var steps = new Table().row("part", "step", "needs", "undone by").rule();
        run.parts()
                .forEach(part -> part.steps()
                        .forEach(step -> steps.row(part.name(), step.what(), step.needs(), step.givenBack())));
        if (run.parts().stream().anyMatch(part -> !part.steps().isEmpty())) {
            context.out().println();
            steps.print(context.out());
        }
        context.err()
                .println(file + " on " + run.node() + ": "
                        + PlanCheckCommand.count(count(run, Verdict.FAILS), "thing") + " in the way, "
                        + PlanCheckCommand.count(count(run, Verdict.WARNING), "warning")
                        + "; nothing was changed there");
    }

    private static int count(DryRun run, Verdict verdict) {
        return (int) run.findings().stream()
                .filter(finding -> finding.verdict() == verdict)
                .count();
    }

    /** The contract that other programs read: that of a check without a node, and more. */
    private record Document(
            boolean ok,
            List<PlanCheckCommand.Entry> conflicts,
            String node,
            List<Step> steps,
            List<FindingReport.Entry> findings) {
        private record Step(String part, String what, String needs, String taken, String givenBack) {}

        static Document of(boolean ok, PartitionReport report, DryRun run) {
            return new Document(
                    ok,
                    PlanCheckCommand.entries(report),
                    run.node(),
                    run.parts().stream()
                            .flatMap(part -> part.steps().stream()
                                    .map(step -> new Step(
                                            part.name(), step.what(), step.needs(), step.taken(), step.givenBack())))
                            .toList(),
                    FindingReport.entries(run.findings()));
        }
    }
}
