package dev.diver.app.command;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.PartitionFiles;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlans;
import dev.diver.core.partition.PlanTemplate;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.topology.MachineSource;
import dev.diver.core.topology.Topology;
import dev.diver.core.topology.TopologyPlans;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "new", description = "Write a plan to start from, of a virtual machine or of one that is there.")
final class PlanNewCommand implements Callable<Integer> {
    private static final int PROCESSORS = 2;
    private static final MemorySize MEMORY = MemorySize.mebibytes(768);

    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "The new file, such as partition.json.")
    private Path file;

    @Option(
            names = "--machine",
            paramLabel = "M",
            description = {
                "What is divided: host; a file that lstopo wrote; a directory with a copy of a node's /sys and /proc;",
                "qemu: with a design behind, such as qemu:sockets=2,cores=4,threads=2,memory=2GiB+2GiB."
            })
    private String machine = "";

    @Mixin
    private NodeOption node = new NodeOption();

    @Option(
            names = "--processors",
            paramLabel = "N",
            description = "How many the virtual machine has (default: " + PROCESSORS + ").")
    private Integer processors;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "How much the virtual machine has (default: 768MiB).")
    private MemorySize memory;

    @Option(
            names = "--template",
            paramLabel = "T",
            description = "one-core, one-core-for-linux, half-of-each or one-node (default: ${DEFAULT-VALUE}).")
    private PlanTemplate template = PlanTemplate.ONE_CORE;

    PlanNewCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        node.requireOne(machine);
        PartitionFiles.create(file, plan());
        context.out().println(file);
        context.err()
                .println("Next: change it as you like, then diver plan check " + PlanPrinter.quoted(file.toString())
                        + (node.isNode() ? " --node " + node.node() : ""));
        return 0;
    }

    private PartitionPlan plan() {
        if (machine.isEmpty() && !node.isNode()) {
            return PartitionPlans.of(
                    template, processors == null ? PROCESSORS : processors, memory == null ? MEMORY : memory);
        }
        if (processors != null || memory != null) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    (node.isNode() ? "--node" : "--machine")
                            + " says how many processors and how much memory there are.",
                    "",
                    "Leave --processors and --memory out, or write qemu:cores=4,memory=4GiB.");
        }
        var made = TopologyPlans.of(template, topology());
        made.notes().forEach(note -> context.err().println("note: " + note));
        return made.plan();
    }

    private Topology topology() {
        if (!node.isNode()) {
            return MachineSource.read(machine);
        }
        var services = context.engine().get().nodes();
        return services.partitioning()
                .topology(services.nodes().find(node.node()), context.progress(), context.cancellation());
    }
}
