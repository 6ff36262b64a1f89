package dev.diver.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "runs", description = "List the dives there were, latest first.")
final class RunsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Count.class,
            description = "At most this many (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    RunsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var runs = context.engine().get().runs();
        runs.reconcile();
        var records = runs.list(limit);
        if (json) {
            context.printJson(records.stream().map(RunDocument::of).toList());
            return 0;
        }
        var table = new Table();
        for (var run : records) {
            table.row(
                    run.run(),
                    run.net(),
                    run.kernel(),
                    run.mode().word(),
                    RunWords.state(run),
                    RunWords.started(run),
                    RunWords.lasted(run));
        }
        table.print(context.out());
        if (records.isEmpty()) {
            context.err().println("No dives yet. diver tour makes the first one.");
        }
        return 0;
    }
}
