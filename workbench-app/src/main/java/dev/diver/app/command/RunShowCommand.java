package dev.diver.app.command;

import dev.diver.core.run.KeptCrash;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "show", description = "Tell all about one dive.")
final class RunShowCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private RunId id = new RunId();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    RunShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var run = id.find(context.engine().get().runs());
        if (json) {
            context.printJson(RunDocument.withSyscalls(run));
            return 0;
        }
        var table = new Table()
                .row("run", run.run())
                .row("net", run.net() + "  " + run.directory())
                .row("kernel", run.kernel() + "@" + run.digest())
                .row("mode", run.mode() + (run.accelerator().isEmpty() ? "" : ", " + run.accelerator()))
                .row("state", RunWords.state(run))
                .row("started", RunWords.started(run))
                .row("prepared", milliseconds(run.timeline().preparedMs()))
                .row("spawned", milliseconds(run.timeline().spawnedMs()))
                .row("first output", milliseconds(run.timeline().firstOutputMs()))
                .row("ended", milliseconds(run.timeline().endedMs()))
                .row("console", run.console().toString());
        RunTraces.find(run).ifPresent(trace -> {
            var statistics = trace.statistics();
            table.row(
                    "system calls", statistics.total() + ", " + statistics.forwarded() + " of them forwarded to Linux");
            SyscallReport.unsupported(statistics).ifPresent(words -> table.row("", words));
        });
        if (!run.reason().isEmpty()) {
            table.row("reason", run.reason());
        }
        KeptCrash.of(run).ifPresent(kept -> {
            table.row("crash", kept.report().toString());
            kept.memory().ifPresent(memory -> table.row("memory", memory + "; diver debug --run " + run.run()));
        });
        for (var command : run.commands()) {
            table.row("command", command.stream().map(PlanPrinter::quoted).collect(Collectors.joining(" ")));
        }
        table.print(context.out());
        return 0;
    }

    private static String milliseconds(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() + " ms" : "-";
    }
}
