package dev.diver.app.command;

import dev.diver.core.run.RunRecord;
import dev.diver.core.syscall.SyscallComparison;
import dev.diver.core.syscall.SyscallCsv;
import dev.diver.core.syscall.SyscallJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "compare", description = "Print the system calls of two or more dives side by side, with differences.")
final class RunCompareCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            paramLabel = "ID",
            arity = "2..*",
            description = "Runs' ids, or the beginnings of them; latest is the latest. The others are compared with the"
                    + " first.")
    private List<String> ids = List.of();

    @Mixin
    private DataFormat format = new DataFormat();

    RunCompareCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var form = format.form();
        var runs = context.engine().get().runs();
        runs.reconcile();
        var records = ids.stream().map(id -> RunId.find(runs, id)).toList();
        var traces = records.stream().map(RunTraces::require).toList();
        var comparison = SyscallComparison.of(
                records.stream().map(RunRecord::run).toList(),
                traces.stream().map(trace -> trace.statistics()).toList());
        switch (form) {
            case JSON -> context.printJson(SyscallJson.comparison(comparison));
            case CSV -> context.out().print(SyscallCsv.of(comparison));
            case TEXT -> SyscallReport.print(comparison, records, context.out());
        }
        return 0;
    }
}
