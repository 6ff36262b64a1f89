package dev.diver.app.command;

import dev.diver.core.syscall.Served;
import dev.diver.core.syscall.SyscallCsv;
import dev.diver.core.syscall.SyscallJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "syscalls",
        description =
                "Print the system calls of a dive's program as strace -c does, who served them, and which to serve"
                        + " without Linux first.")
final class RunSyscallsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private RunId id = new RunId();

    @Mixin
    private DataFormat format = new DataFormat();

    @Option(
            names = "--only",
            paramLabel = "WHO",
            description = "Only what one served, or nobody: ${COMPLETION-CANDIDATES}.")
    private Only only;

    /** As it is written on the command line. */
    private enum Only {
        forwarded(Served.BY_LINUX),
        local(Served.LOCALLY),
        unsupported(Served.BY_NOBODY);

        private final Served served;

        Only(Served served) {
            this.served = served;
        }
    }

    RunSyscallsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var form = format.form();
        var run = id.find(context.engine().get().runs());
        var all = RunTraces.require(run);
        var trace = only == null ? all : all.only(only.served);
        switch (form) {
            case JSON -> context.printJson(SyscallJson.summary(trace));
            case CSV -> context.out().print(SyscallCsv.of(trace.statistics()));
            case TEXT -> {
                SyscallReport.print(trace, context.out());
                if (!trace.complete()) {
                    context.err().println("The dive had not ended when these were counted.");
                }
            }
        }
        return 0;
    }
}
