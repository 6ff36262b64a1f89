package dev.diver.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Forget a key; no catalog is trusted for it any longer.")
final class KeyRemoveCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "The key.")
    private String name;

    @Option(names = "--with-secret", description = "Also what you sign with; nobody can bring it back.")
    private boolean withSecret;

    KeyRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.engine().get().keys().remove(name, withSecret);
        return 0;
    }
}
