package dev.diver.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "forget-host-key",
        description =
                "Trust a node's SSH host key no longer, as ssh-keygen -R does: for a machine that was installed anew.")
final class NodeForgetHostKeyCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private NodeName name = new NodeName();

    NodeForgetHostKeyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var services = context.engine().get().nodes();
        var node = name.find(services);
        var forgotten = services.hostKeys().forget(node);
        if (forgotten.isEmpty()) {
            context.err().println("No host key of " + node.name() + " was known.");
            return 0;
        }
        forgotten.forEach(fingerprint -> context.err().println("Forgotten: " + fingerprint + "."));
        context.err().println("diver node check " + node.name() + " tells which one it shows now.");
        return 0;
    }
}
