package dev.diver.app.command;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.Conflict;
import dev.diver.core.partition.MemoryRange;
import dev.diver.core.partition.PartitionChecker;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionReport;
import dev.diver.core.topology.MachineSource;
import dev.diver.core.topology.SeenMachine;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = "List everything that is wrong with a plan; for a node, each step that a dive would do there.")
final class PlanCheckCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "The plan.")
    private Path file;

    @Option(
            names = "--machine",
            paramLabel = "M",
            description = "Hold the plan against a machine too: host, a file that lstopo wrote, or a copy of a node's"
                    + " files.")
    private String machine = "";

    @Mixin
    private NodeOption node = new NodeOption();

    @Option(names = "--json", description = "Print the conflicts as JSON.")
    private boolean json;

    PlanCheckCommand(CommandContext context) {
        this.context = context;
    }

    /** Of the host that this process runs on. */
    static PartitionReport check(PartitionPlan plan) {
        return PartitionChecker.check(plan, hostProcessors());
    }

    private static OptionalInt hostProcessors() {
        return OptionalInt.of(Runtime.getRuntime().availableProcessors());
    }

    private PartitionReport onMachine(PartitionPlan plan) {
        if (machine.isEmpty()) {
            return check(plan);
        }
        var seen = MachineSource.read(machine);
        if (seen.memory().isEmpty()) {
            context.err()
                    .println("note: where the memory of " + seen.name() + " lies is not known, so that only amounts are"
                            + " compared"
                            + (machine.equals(MachineSource.HOST) ? "; Linux tells root." : "."));
        }
        return SeenMachine.check(plan, seen, hostProcessors());
    }

    @Override
    public Integer call() {
        node.requireOne(machine);
        var plan = PartitionFiles.read(file);
        if (node.isNode()) {
            return new PlanOnNode(context).check(file, plan, node.node(), json);
        }
        var report = onMachine(plan);
        if (json) {
            context.printJson(Document.of(report));
        } else {
            print(plan, report);
        }
        return report.ok() ? 0 : 1;
    }

    private void print(PartitionPlan plan, PartitionReport report) {
        for (var conflict : report.conflicts()) {
            context.out()
                    .println(Words.of(conflict.severity()) + " "
                            + conflict.code().word() + " at " + conflict.where() + ":");
            context.out().println("  " + conflict.message());
            if (!conflict.remedy().isEmpty()) {
                context.out().println("  " + conflict.remedy());
            }
        }
        if (report.ok()) {
            var table = new Table().row("Linux", plan.linux().processors().toString(), linuxMemory(plan));
            for (var part : plan.parts()) {
                table.row(
                        part.name(),
                        part.processors().toString(),
                        part.memory().stream().map(PlanCheckCommand::words).collect(Collectors.joining(", ")));
            }
            table.print(context.out());
        }
        var conflicts = report.of(Conflict.Severity.CONFLICT).size();
        var warnings = report.of(Conflict.Severity.WARNING).size();
        context.err().println(file + ": " + count(conflicts, "conflict") + ", " + count(warnings, "warning"));
    }

    private static String linuxMemory(PartitionPlan plan) {
        return new MemorySize(plan.linuxMemory()) + ", all that no part has";
    }

    private static String words(MemoryRange range) {
        return range.size() + " at " + MemoryRange.address(range.start());
    }

    static String count(int count, String what) {
        return (count == 0 ? "no " : count + " ") + what + (count == 1 ? "" : "s");
    }

    /** The contract that other programs read. */
    private record Document(boolean ok, List<Entry> conflicts) {
        static Document of(PartitionReport report) {
            return new Document(report.ok(), entries(report));
        }
    }

    /** Of the same contract. */
    record Entry(String code, String severity, String message, String where, String remedy) {}

    static List<Entry> entries(PartitionReport report) {
        return report.conflicts().stream()
                .map(conflict -> new Entry(
                        conflict.code().word(),
                        Words.of(conflict.severity()),
                        conflict.message(),
                        conflict.where(),
                        conflict.remedy()))
                .toList();
    }
}
