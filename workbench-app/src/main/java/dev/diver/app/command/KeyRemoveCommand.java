package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Forget a key, so that it is trusted for no catalog; or only for one no longer.",
        footer = {"", "Such as: diver key remove them --catalog lab"},
        footerHeading = "")
final class KeyRemoveCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "The key.")
    private String name;

    @Option(
            names = "--catalog",
            paramLabel = "CATALOG",
            description = "Keep it, and trust it for this catalog no longer; repeatable.")
    private List<String> catalogs = List.of();

    @Option(names = "--with-secret", description = "Also what you sign with; nobody can bring it back.")
    private boolean withSecret;

    KeyRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var keys = context.engine().get().keys();
        if (catalogs.isEmpty()) {
            keys.remove(name, withSecret);
            return 0;
        }
        if (withSecret) {
            throw new DiverException(
                    Problem.Kind.INVALID, "--catalog and --with-secret exclude each other.", "", "Give one of them.");
        }
        for (var catalog : catalogs) {
            var words = keys.afterUnpinning(name, catalog);
            keys.unpin(name, catalog);
            context.err().println(name + " is trusted for " + catalog + " no longer. " + words);
        }
        return 0;
    }
}
