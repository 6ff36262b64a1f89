package dev.diver.app.command;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.PartitionPlans;
import dev.diver.core.partition.PlanTemplate;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "new", description = "Write a plan to start from, of a virtual machine.")
final class PlanNewCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "The new file, such as partition.json.")
    private Path file;

    @Option(
            names = "--processors",
            paramLabel = "N",
            description = "How many the machine has (default: ${DEFAULT-VALUE}).")
    private int processors = 2;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "How much the machine has (default: ${DEFAULT-VALUE}).")
    private MemorySize memory = MemorySize.mebibytes(768);

    @Option(
            names = "--template",
            paramLabel = "T",
            description = "one-core, one-core-for-linux or half-of-each (default: ${DEFAULT-VALUE}).")
    private PlanTemplate template = PlanTemplate.ONE_CORE;

    PlanNewCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        PartitionFiles.create(file, PartitionPlans.of(template, processors, memory));
        context.out().println(file);
        context.err()
                .println("Next: change it as you like, then diver plan check " + PlanPrinter.quoted(file.toString()));
        return 0;
    }
}
