package dev.diver.app.command;

import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.JailhouseCell;
import dev.diver.core.partition.KernelCommandLine;
import dev.diver.core.partition.McKernelArguments;
import dev.diver.core.partition.PartExports;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.PiscesEnclave;
import dev.diver.core.partition.QemuMachine;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Print what a plan without conflicts means to Linux, QEMU and others that divide machines.")
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
            description = {
                "kernel-command-line: what Linux is booted with;",
                "qemu: the options that make the machine;",
                "mckernel: arguments of mcreboot.sh;",
                "jailhouse: a cell's configuration as C source;",
                "pisces: an enclave of Hobbes as XML."
            })
    private PlanExportFormat format;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            description = "Which part, where a format is of one and the plan has several.")
    private String part = "";

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
        if (!part.isEmpty() && (format == PlanExportFormat.KERNEL_COMMAND_LINE || format == PlanExportFormat.QEMU)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "--part does not go with --format " + Words.of(format) + ".",
                    "What it prints is of the whole plan.",
                    "Leave --part out.");
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
            case MCKERNEL -> {
                var arguments = McKernelArguments.of(plan, PartExports.part(plan, part));
                context.out().println(arguments.text());
                context.err()
                        .println(
                                "note: these follow mcreboot.sh, run as root. IHK takes the memory where Linux can spare"
                                        + " it: do not boot Linux with the plan's memmap= as well.");
            }
            case JAILHOUSE -> {
                context.out()
                        .print(JailhouseCell.of(plan, PartExports.part(plan, part))
                                .source());
                context.err()
                        .println("note: the root cell needs the same memory, and some for the hypervisor; devices other"
                                + " than serial lines are to be added.");
            }
            case PISCES -> {
                context.out()
                        .print(PiscesEnclave.of(plan, PartExports.part(plan, part))
                                .xml());
                context.err().println("note: fill in where the kernel and its init task are.");
            }
        }
        return 0;
    }
}
