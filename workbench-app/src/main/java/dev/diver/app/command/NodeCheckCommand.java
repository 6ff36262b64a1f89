package dev.diver.app.command;

import dev.diver.core.node.NodeCheck.Finding;
import dev.diver.core.node.NodeCheck.Verdict;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "check", description = "Tell all that works on a node, and all that does not.")
final class NodeCheckCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private NodeName name = new NodeName();

    @Mixin
    private HostKeyOption hostKey = new HostKeyOption();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    NodeCheckCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var services = context.engine().get().nodes();
        var node = name.find(services);
        hostKey.accept(services.hostKeys(), node, context.cancellation());
        var findings = services.checks().stream()
                .flatMap(check -> check.check(node, context.progress(), context.cancellation()).stream())
                .toList();
        var ok = findings.stream().noneMatch(finding -> finding.verdict() == Verdict.FAILS);
        if (json) {
            context.printJson(Document.of(node.name(), ok, findings));
        } else {
            FindingReport.table(findings).print(context.out());
        }
        return ok ? 0 : 1;
    }

    /** The contract that other programs read. */
    private record Document(String node, boolean ok, List<FindingReport.Entry> findings) {
        static Document of(String node, boolean ok, List<Finding> findings) {
            return new Document(node, ok, FindingReport.entries(findings));
        }
    }
}
