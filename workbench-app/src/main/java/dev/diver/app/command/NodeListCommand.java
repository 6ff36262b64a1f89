package dev.diver.app.command;

import dev.diver.core.node.Node;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the machines that were added.")
final class NodeListCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean json;

    NodeListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var nodes = context.engine().get().nodes().nodes();
        var list = nodes.list();
        if (json) {
            context.printJson(list.stream().map(Entry::of).toList());
        } else {
            var table = new Table();
            list.forEach(node -> table.row(
                    node.name(),
                    node.ssh()
                            .map(ssh -> "ssh " + ssh.user() + "@" + ssh.host())
                            .orElse("-"),
                    node.bmc().map(NodeListCommand::words).orElse("-")));
            table.print(context.out());
        }
        nodes.broken()
                .forEach(name ->
                        context.err().println(name + ": its file is wrong; diver node check " + name + " says where."));
        if (list.isEmpty()) {
            context.err().println("No nodes yet. diver node add --help says how to add one.");
        }
        return 0;
    }

    private static String words(Node.Bmc bmc) {
        return switch (bmc) {
            case Node.Ipmi ipmi -> "ipmi " + ipmi.user() + "@" + ipmi.host();
            case Node.Redfish redfish -> "redfish " + redfish.user() + " at " + redfish.address();
        };
    }

    /** The contract that other programs read. */
    private record Entry(String name, Optional<Ssh> ssh, Optional<Bmc> bmc) {
        private record Ssh(String host, int port, String user) {}

        private record Bmc(String type, String address, String user) {}

        static Entry of(Node node) {
            return new Entry(
                    node.name(),
                    node.ssh().map(ssh -> new Ssh(ssh.host(), ssh.port(), ssh.user())),
                    node.bmc().map(Entry::of));
        }

        private static Bmc of(Node.Bmc bmc) {
            return switch (bmc) {
                case Node.Ipmi ipmi -> new Bmc("ipmi", ipmi.host() + ":" + ipmi.port(), ipmi.user());
                case Node.Redfish redfish ->
                    new Bmc("redfish", redfish.address().toString(), redfish.user());
            };
        }
    }
}
