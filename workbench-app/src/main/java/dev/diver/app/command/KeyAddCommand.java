package dev.diver.app.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = "Take a publisher's public key, or a statement that a key was followed by another or is revoked.",
        footer = {"", "Get keys from another place than the registry whose packages they vouch for."},
        footerHeading = "")
final class KeyAddCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            index = "0",
            paramLabel = "FILE|KEY",
            description = "A file of minisign's or of diver key, or the key itself.")
    private String source;

    @Option(names = "--name", paramLabel = "NAME", description = "How to call it; as the file when left out.")
    private String name;

    @Option(
            names = "--catalog",
            paramLabel = "CATALOG",
            description = "Trust it for this catalog (diver catalog list); repeatable.")
    private List<String> catalogs = List.of();

    KeyAddCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var words = context.engine().get().keys().add(source, Optional.ofNullable(name), catalogs);
        context.err().println(words);
        return 0;
    }
}
