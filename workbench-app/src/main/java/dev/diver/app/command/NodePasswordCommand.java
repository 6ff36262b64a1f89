package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "password", description = "Keep the password of a node's BMC in the secret store.")
final class NodePasswordCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private NodeName name = new NodeName();

    @Mixin
    private PasswordOption password = new PasswordOption();

    NodePasswordCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var services = context.engine().get().nodes();
        var node = name.find(services);
        var secret = password.read("Password of the BMC of " + node.name())
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        "No password was given.",
                        "",
                        "Type it on a terminal, or give --password-file FILE."));
        services.secrets().keep(node.secret(), secret);
        Arrays.fill(secret, '\0');
        return 0;
    }
}
