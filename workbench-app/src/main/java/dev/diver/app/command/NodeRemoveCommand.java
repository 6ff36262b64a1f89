package dev.diver.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "remove", description = "Forget a machine and its password; the machine itself is left alone.")
final class NodeRemoveCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private NodeName name = new NodeName();

    NodeRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var services = context.engine().get().nodes();
        var node = name.find(services);
        services.secrets().forget(node.secret());
        services.nodes().remove(node.name());
        return 0;
    }
}
