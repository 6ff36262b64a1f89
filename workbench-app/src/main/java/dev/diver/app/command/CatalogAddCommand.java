package dev.diver.app.command;

import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.Registries.Greeting;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = "Keep a registry under a name that goes before its kernels' names.",
        footer = {
            "",
            "Such as: diver catalog add lab registry.example.org/kernels; then: diver pull lab/NAME:VERSION",
            "Plain http is taken on this machine only."
        },
        footerHeading = "")
final class CatalogAddCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "NAME", description = "Lower-case letters, digits, - and _.")
    private String name;

    @Parameters(index = "1", paramLabel = "URL", description = "[https://]HOST[:PORT][/PREFIX].")
    private String url;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Another registry that has the same; may be repeated.")
    private List<String> mirrors = List.of();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "An authority's certificate (PEM), taken beside the usual ones.")
    private Path authority;

    @Option(names = "--no-update", description = "The workbench does not bring its index by itself.")
    private boolean noUpdate;

    CatalogAddCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var registries = context.engine().get().registries();
        registries.add(new Registries.Known(
                name, url, mirrors, Optional.ofNullable(authority).map(Path::toAbsolutePath), !noUpdate));
        try {
            if (registries.greet(name, context.cancellation()) == Greeting.OPEN) {
                bringIndex(registries);
            } else {
                context.err()
                        .println("Kept. It wants to know who asks: diver catalog login " + name
                                + ", then diver catalog index " + name + ".");
            }
        } catch (DiverException e) {
            // It may be there tomorrow.
            context.err().println("Kept, though: " + e.problem().text());
        }
        return 0;
    }

    private void bringIndex(Registries registries) {
        try {
            var news = registries.update(name, context.progress(), context.cancellation());
            context.err()
                    .println("Kept, with " + CatalogIndexWords.packages(news) + ". diver search finds them, diver pull "
                            + name + "/NAME:VERSION brings them.");
        } catch (DiverException e) {
            if (e.problem().kind() != Problem.Kind.NOT_FOUND) {
                throw e;
            }
            context.err()
                    .println("Kept. It has no index, so search finds none of its kernels; diver pull " + name
                            + "/NAME:VERSION brings them.");
        }
    }
}
