package dev.diver.app.command;

import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.KernelCommandLine;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.QemuMachine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Print what a plan without conflicts means to Linux or to QEMU.")
final class PlanExportCommand implements Callable<Integer> {
    /** The file with the guest's RAM: in the directory where QEMU is started. */
    private static final Path RAM = Path.of("ram");

    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "The plan.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "kernel-command-line: what Linux is booted with; qemu: the options that make the machine.")
    private PlanExportFormat format;

    PlanExportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var plan = PartitionFiles.read(file);
        var report = PlanCheckCommand.check(plan);
        report.requireOk(file.toString());
        for (var warning : report.of(Conflict.Severity.WARNING)) {
            context.err().println("warning: " + warning.text());
        }
        switch (format) {
            case KERNEL_COMMAND_LINE -> {
                var line = KernelCommandLine.of(plan);
                context.out().println(line.text());
                context.err().println("note: in /etc/default/grub, between double quotes: " + line.inGrubDefaults());
                context.err().println("note: in grub.cfg: " + line.inGrubConfiguration());
            }
            case QEMU -> {
                var options = QemuMachine.of(plan, RAM).options();
                context.out().println(options.stream().map(PlanPrinter::quoted).collect(Collectors.joining(" ")));
                context.err().println("note: QEMU makes the file " + RAM + " for the guest's memory where it starts.");
            }
        }
        return 0;
    }
}
